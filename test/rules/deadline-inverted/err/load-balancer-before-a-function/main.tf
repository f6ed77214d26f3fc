resource "aws_lb" "edge" {
  name         = "edge"
  idle_timeout = 45 # expect: deadline-inverted
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.edge.arn
  port              = 443
  protocol          = "HTTPS"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.render.arn
  }
}

resource "aws_lb_target_group" "render" {
  name        = "render"
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "render" {
  target_group_arn = aws_lb_target_group.render.arn
  target_id        = aws_lambda_function.render.arn
}

resource "aws_lambda_function" "render" {
  function_name = "render"
  role          = var.role
  handler       = "render.handler"
  runtime       = "nodejs20.x"
  filename      = "render.zip"
  timeout       = 90
}
