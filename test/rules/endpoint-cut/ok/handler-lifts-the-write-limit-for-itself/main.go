package main

import (
	"net/http"
	"time"
)

func main() {
	http.HandleFunc("/ticks", ticks)
	server := &http.Server{Addr: ":8080", WriteTimeout: 20 * time.Second}
	server.ListenAndServe()
}

func ticks(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	if control.SetWriteDeadline(time.Time{}) != nil {
		return
	}
	for range time.Tick(5 * time.Second) {
		w.Write([]byte("tick\n"))
		control.Flush()
	}
}
