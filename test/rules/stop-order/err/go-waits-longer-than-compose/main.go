package main

import (
	"context"
	"log"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

const patience = 25 * time.Second // expect: stop-order error

func main() {
	ended, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	tide := &http.Server{Addr: ":8080", ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	go func() { log.Print(tide.ListenAndServe()) }()
	<-ended.Done()
	limit, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	log.Print(tide.Shutdown(limit))
}
