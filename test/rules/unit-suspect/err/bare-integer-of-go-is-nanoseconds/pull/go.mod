module pull.example/pull

go 1.23
