module tides.example

go 1.23
