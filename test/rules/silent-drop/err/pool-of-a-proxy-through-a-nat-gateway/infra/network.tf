resource "aws_nat_gateway" "out" {
  allocation_id = "eipalloc-0a1"
  subnet_id     = "subnet-0b2"
}

resource "aws_ecs_task_definition" "relay" {
  family = "relay"
  container_definitions = jsonencode([{
    name         = "relay"
    image        = "registry.example/relay"
    portMappings = [{ containerPort = 80 }]
  }])
}
