import { addressText } from '../program.ts';
import type { Client } from './clients.ts';

const program = (url: string, fields: string): string => `package main

import (
	"bufio"
	"fmt"
	"io"
${fields.includes('net.') ? '\t"net"\n' : ''}	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

var client = &http.Client{Transport: &http.Transport{${fields}}, Timeout: 30 * time.Second}

func outcome(response *http.Response, err error) string {
	if err != nil {
		return strings.ReplaceAll(err.Error()[strings.LastIndex(err.Error(), ": ")+2:], " ", "-")
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body)
	return fmt.Sprint(response.StatusCode)
}

func get() string {
	return outcome(client.Get("${url}"))
}

func post() string {
	return outcome(client.Post("${url}", "text/plain", strings.NewReader("a=1")))
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var gets, posts int
		fmt.Sscan(lines.Text(), &gets, &posts)
		answers := make([]string, gets+posts)
		var all sync.WaitGroup
		for i := range answers {
			all.Add(1)
			go func(i int) {
				defer all.Done()
				if i < gets {
					answers[i] = get()
				} else {
					answers[i] = post()
				}
			}(i)
		}
		all.Wait()
		fmt.Println(strings.Join(answers, " "))
	}
}
`;

/** `fields` of an http.Transport. */
export const goPool = (fields: string): Client => (to, path) => ({
  system: 'go-client', needs: ['go'], files: { 'client/main.go': program(`http://${addressText(to)}${path}`, fields), 'client/go.mod': 'module client\n\ngo 1.19\n' }, line: './client/server', shows: `Go http.Transport{${fields}}`,
});
