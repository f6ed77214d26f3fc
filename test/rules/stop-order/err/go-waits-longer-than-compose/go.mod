module registry.example/tide

go 1.24
