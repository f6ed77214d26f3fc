package main

import "net/http"

func main() {
	http.HandleFunc("/", greet)
	http.ListenAndServe(":8080", nil)
}

func greet(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
}
