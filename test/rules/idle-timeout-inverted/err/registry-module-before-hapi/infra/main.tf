module "front" {
  source  = "terraform-aws-modules/alb/aws"
  version = "~> 9.0"

  name         = "museum"
  idle_timeout = 120

  listeners = {
    web = {
      port     = 80
      protocol = "HTTP"
      forward  = { target_group_key = "museum" }
    }
  }

  target_groups = {
    museum = {
      protocol    = "HTTP"
      port        = 5200
      target_type = "ip"
    }
  }
}

resource "aws_ecs_task_definition" "museum" {
  family = "museum"
  container_definitions = jsonencode([{
    name         = "museum"
    image        = "registry.example/museum:7"
    portMappings = [{ containerPort = 5200 }]
  }])
}

resource "aws_ecs_service" "museum" {
  name            = "museum"
  task_definition = aws_ecs_task_definition.museum.arn
  load_balancer {
    target_group_arn = module.front.target_groups["museum"].arn
    container_name   = "museum"
    container_port   = 5200
  }
}
