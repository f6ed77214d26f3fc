module dump.example/dump

go 1.23
