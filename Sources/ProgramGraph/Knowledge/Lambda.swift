extension ServerType {
  static let middy = ServerType("middy handler")
}

extension Framework {
  private static let handler = FunctionShape(
    places: Place.argument(0), label: .named("the Lambda function {file}"), signature: .lambda, givesWay: true)

  private static let typed = FunctionShape(
    places: [], label: .named("the Lambda function {file}"), signature: .lambda)

  /// What functions take that nothing but the platform calls. Source: @types/aws-lambda, 2026.
  static let lambdaEvents: Set<String> = Set(
    [
      "APIGatewayProxyEvent", "APIGatewayProxyEventV2", "APIGatewayEvent", "SQSEvent", "SNSEvent", "S3Event",
      "DynamoDBStreamEvent", "KinesisStreamEvent", "ScheduledEvent", "EventBridgeEvent", "CloudFrontRequestEvent",
      "APIGatewayTokenAuthorizerEvent", "APIGatewayRequestAuthorizerEvent", "APIGatewayProxyWebsocketEventV2",
      "ALBEvent", "LambdaFunctionURLEvent",
    ].map { "aws-lambda#" + $0 })

  /// AWS Lambda: exports named `handler`, what deployment files name, and middy. An async handler is awaited. Source:
  /// docs.aws.amazon.com/lambda (Node.js), middy.js.org, 2026.
  static let lambda = Framework(
    name: "AWS Lambda", package: "@types/aws-lambda",
    makers: ["@middy/core()": .middy, "middy()": .middy, "@middy/core#middy()": .middy],
    chaining: [.middy: ["use", "before", "after", "onError", "handler"]],
    registrations: [
      .middy: [
        (
          ["before", "after", "onError"],
          .functions(FunctionShape(places: Place.argument(0), label: .named("a middy hook")))
        ),
        (
          ["use"],
          .functions(
            FunctionShape(places: Place.argument(0, "before", "after", "onError"), label: .named("a middy hook")))
        ),
        (["handler"], .functions(handler)),
      ]
    ],
    calls: [
      "@middy/core": .functions(handler), "middy": .functions(handler), "@middy/core#middy": .functions(handler),
      "#awslambda.streamifyResponse": .functions(handler),
    ],
    typedFunctions: [
      "aws-lambda#Handler": typed, "aws-lambda#APIGatewayProxyHandler": typed,
      "aws-lambda#APIGatewayProxyHandlerV2": typed,
      "aws-lambda#SQSHandler": typed, "aws-lambda#SNSHandler": typed, "aws-lambda#S3Handler": typed,
      "aws-lambda#ScheduledHandler": typed, "aws-lambda#DynamoDBStreamHandler": typed,
      "aws-lambda#KinesisStreamHandler": typed, "aws-lambda#EventBridgeHandler": typed,
      "aws-lambda#CloudFrontRequestHandler": typed, "aws-lambda#APIGatewayAuthorizerHandler": typed,
      "aws-lambda#APIGatewayTokenAuthorizerHandler": typed, "aws-lambda#APIGatewayRequestAuthorizerHandler": typed,
      "aws-lambda#PostConfirmationTriggerHandler": typed, "aws-lambda#PreSignUpTriggerHandler": typed,
    ],
    files: [
      FileConvention(
        packages: ["@types/aws-lambda", "aws-lambda", "@middy/core", "serverless", "@aws-lambda-powertools/logger"],
        roots: [""], route: .none,
        exports: [FileConvention.Export(name: "handler", label: "the Lambda function {file}")], signature: .lambda),
      // The platform brings its own packages along: what a function takes tells it as well.
      FileConvention(
        packages: [], roots: [""], route: .none,
        exports: [
          FileConvention.Export(
            name: "handler", label: "the Lambda function {file}", givesWay: true,
            reads: [
              "Records", "requestContext", "queryStringParameters", "pathParameters",
              "multiValueQueryStringParameters",
            ])
        ], signature: .lambda),
    ],
    awaits: .always, signature: .lambda)
}
