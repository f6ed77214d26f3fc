import { type Address, addressText, type Program } from '../program.ts';

const source = (at: Address, fields: string): string => `package main

import (
	"io"
	"log"
	"net/http"
	"strconv"
	"strings"
	"time"
)

func number(r *http.Request, name string) float64 {
	value, _ := strconv.ParseFloat(r.URL.Query().Get(name), 64)
	return value
}

func pause(seconds float64) {
	time.Sleep(time.Duration(seconds * float64(time.Second)))
}

func answer(w http.ResponseWriter, r *http.Request) {
	io.Copy(io.Discard, r.Body)
	if r.URL.Path == "/trickle" {
		for i := 0; i < int(number(r, "n")); i++ {
			io.WriteString(w, strings.Repeat("x", 1000))
			w.(http.Flusher).Flush()
			pause(number(r, "gap"))
		}
		return
	}
	if r.URL.Path == "/slow" {
		pause(number(r, "s"))
	}
	io.WriteString(w, "done\\n")
}

func main() {
	http.HandleFunc("/", answer)
	server := &http.Server{Addr: "${addressText(at)}"${fields === '' ? '' : `, ${fields}`}}
	log.Fatal(server.ListenAndServe())
}
`;

/** `fields` of http.Server, e.g. `IdleTimeout: 2 * time.Second`. */
export function go(at: Address, fields = ''): Program {
  return { system: 'go-server', needs: ['go'], files: { 'main.go': source(at, fields), 'go.mod': 'module wire\n\ngo 1.19\n' }, line: './server', at, shows: `Go ${fields || 'default'}` };
}
