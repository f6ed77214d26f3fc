variable "idle" {
  type    = number
  default = 60
}
locals {
  name    = "shop-${var.stage}"
  timeout = var.idle * 2
  ports   = { for key, value in { a = 80, b = 443 } : key => value if value > 0 }
}
resource "aws_lb" "main" {
  name               = local.name
  load_balancer_type = "application"
  idle_timeout       = var.idle
  dynamic "access_logs" {
    for_each = toset(["one"])
    content { bucket = access_logs.value }
  }
}
resource "aws_lb_target_group" "app" {
  port                 = 8080
  protocol             = "HTTP"
  deregistration_delay = 30
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", image = "node:20", command = ["node", "server.js"], portMappings = [{ containerPort = 8080 }], stopTimeout = 30 }])
}
resource "aws_ecs_service" "app" {
  task_definition = aws_ecs_task_definition.app.arn
  load_balancer {
    target_group_arn = aws_lb_target_group.app.arn
    container_name   = "app"
    container_port   = 8080
  }
}
module "edge" {
  source = "./edge"
  idle   = local.timeout
  tags = <<-EOT
    a ${var.idle}
    %{ if var.idle > 1 }b%{ endif }
  EOT
}
