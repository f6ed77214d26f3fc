module web.example/web

go 1.23
