// CDK names the functions that it deploys: a bundled file and its export, or a folder and a handler in it.
// file: package.json
{ "name": "stack", "private": true, "dependencies": { "aws-cdk-lib": "^2.0.0" } }
// file: lib/stack.ts
import { Stack } from 'aws-cdk-lib'
import { Code, Function } from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import * as path from 'path'
export class Site extends Stack {
  constructor(scope: any, id: string) {
    super(scope, id)
    new NodejsFunction(this, 'list', { entry: path.join(__dirname, '../lambda/list.ts'), handler: 'list' })
    new NodejsFunction(this, 'show', { entry: 'lambda/show.ts' })
    new Function(this, 'pack', { code: Code.fromAsset('assets'), handler: 'index.main' })
  }
}
// file: lambda/list.ts
export async function list(event: any) { return [] } // handler: the Lambda function lambda/list
export async function other(event: any) { return [] }
// file: lambda/show.ts
export const handler = async (event: any) => ({}) // handler: the Lambda function lambda/show
// file: assets/index.js
exports.main = async event => ({}) // handler: the Lambda function assets/index
