resource "aws_apigatewayv2_api" "search" {
  name          = "search"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "search" {
  api_id                 = aws_apigatewayv2_api.search.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.search.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 60000 # expect: duration-invalid
}

resource "aws_lambda_function" "search" {
  function_name = "search"
  role          = var.role
  handler       = "search.handler"
  runtime       = "nodejs20.x"
  filename      = "search.zip"
  timeout       = 20
}
