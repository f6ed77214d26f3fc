resource "aws_api_gateway_rest_api" "exports" { # expect: endpoint-cut
  name = "exports"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "export" {
  rest_api_id = aws_api_gateway_rest_api.exports.id
  parent_id   = aws_api_gateway_rest_api.exports.root_resource_id
  path_part   = "export"
}

resource "aws_api_gateway_integration" "export" {
  rest_api_id             = aws_api_gateway_rest_api.exports.id
  resource_id             = aws_api_gateway_resource.export.id
  http_method             = "GET"
  integration_http_method = "POST"
  type                    = "AWS_PROXY"
  uri                     = aws_lambda_function.export.invoke_arn
}

resource "aws_lambda_function" "export" { # expect: endpoint-cut
  function_name = "export"
  role          = var.role
  handler       = "export.handler"
  runtime       = "python3.12"
  filename      = "export.zip"
}
