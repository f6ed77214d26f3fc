module ticker.example

go 1.23
