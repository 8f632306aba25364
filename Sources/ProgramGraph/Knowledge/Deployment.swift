/// Calls that deploy a function of the program. Sources: docs.aws.amazon.com/cdk (aws-lambda, aws-lambda-nodejs), the
/// documentation of SST 2 and 3 and of the
/// Serverless Framework 3, 2026.
enum Deployment {
  /// Constructs that bundle a file: `new NodejsFunction(scope, id, { entry, handler })`; the export is `handler` unless
  /// they say another.
  static let bundling: Set<String> = [
    "aws-cdk-lib/aws-lambda-nodejs#NodejsFunction", "@aws-cdk/aws-lambda-nodejs#NodejsFunction",
    "aws-cdk-lib#aws_lambda_nodejs.NodejsFunction",
  ]

  /// Constructs that take a folder: `new Function(scope, id, { code: Code.fromAsset(folder), handler: "index.main" })`.
  static let packing: Set<String> = [
    "aws-cdk-lib/aws-lambda#Function", "@aws-cdk/aws-lambda#Function", "aws-cdk-lib#aws_lambda.Function",
  ]

  static let assets: Set<String> = [
    "aws-cdk-lib/aws-lambda#Code.fromAsset", "@aws-cdk/aws-lambda#Code.fromAsset",
    "aws-cdk-lib#aws_lambda.Code.fromAsset", "aws-cdk-lib/aws-lambda#Code.asset", "@aws-cdk/aws-lambda#Code.asset",
  ]

  /// Programs that describe a service to the Serverless Framework.
  static let services: Set<String> = ["serverless.ts", "serverless.js", "serverless.cjs", "serverless.mjs"]

  /// Packages whose constructs name functions by texts: `"packages/functions/src/list.main"`.
  static let naming: Set<String> = ["sst/constructs", "@serverless-stack/resources", "sst"]
}
