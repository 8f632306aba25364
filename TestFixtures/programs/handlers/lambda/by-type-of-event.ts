// Exported functions that take an event of AWS and that nothing calls; those that something calls are helpers.
// file: app.ts
import { APIGatewayProxyEventV2, APIGatewayProxyResultV2, SQSEvent } from 'aws-lambda'
import { owner } from './owner'
export const create = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => { // handler: the Lambda function app
  return { statusCode: 200, body: await owner(event) }
}
export async function consume(event: SQSEvent) { // handler: the Lambda function app
  console.log(event.Records)
}
// file: owner.ts
import { APIGatewayProxyEventV2 } from 'aws-lambda'
export const owner = async (event: APIGatewayProxyEventV2) => event.headers.owner
