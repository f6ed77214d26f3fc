package main

import (
	"fmt"
	"net/http"
)

func main() {
	response, err := http.Get("https://registry.example/rows")
	if err != nil {
		panic(err)
	}
	fmt.Println(response.Status)
}
