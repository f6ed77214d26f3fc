import { type Address, addressText, type Program } from '../program.ts';

/** Calls at once, then exits; what it prints is how the call ended, and after how many seconds. */
const requestsProgram = (url: string, options: string): string => `import time

import requests

started = time.monotonic()
try:
    response = requests.get('${url}'${options})
    print('complete', time.monotonic() - started)
except requests.RequestException:
    print('gives-up', time.monotonic() - started)
`;

const fetchProgram = (url: string, options: string): string => `const started = performance.now();
const elapsed = () => (performance.now() - started) / 1000;

const call = async () => {
  const response = await fetch('${url}'${options});
  await response.text();
  console.log('complete', elapsed());
};

call().catch(() => console.log('gives-up', elapsed()));
`;

const goProgram = (url: string, fields: string): string => `package main

import (
	"fmt"
	"io"
${fields.includes('net.') ? '\t"net"\n' : ''}	"net/http"
	"time"
)

func main() {
	started := time.Now()
	client := &http.Client{${fields}}
	response, err := client.Get("${url}")
	if err != nil {
		fmt.Println("gives-up", time.Since(started).Seconds())
		return
	}
	_, err = io.Copy(io.Discard, response.Body)
	if err != nil {
		fmt.Println("gives-up", time.Since(started).Seconds())
		return
	}
	fmt.Println("complete", time.Since(started).Seconds())
}
`;

/** A client of `to`; the path is part of its program. */
export type Client = (to: Address, path: string) => Omit<Program, 'at'>;

const url = (to: Address, path: string): string => `http://${addressText(to)}${path}`;

export const requests = (options = ''): Client => (to, path) => ({
  system: 'python-requests', needs: ['python:requests'], files: { 'client.py': requestsProgram(url(to, path), options) }, line: '/usr/bin/python3 client.py', shows: `requests.get(url${options})`,
});

export const nodeFetch = (options = ''): Client => (to, path) => ({
  system: 'js-fetch', needs: ['node'], files: { 'client.mjs': fetchProgram(url(to, path), options) }, line: 'node client.mjs', shows: `fetch(url${options})`,
});

export const goClient = (fields = ''): Client => (to, path) => ({
  system: 'go-client', needs: ['go'], files: { 'main.go': goProgram(url(to, path), fields), 'go.mod': 'module wire\n\ngo 1.19\n' }, line: './server', shows: `Go http.Client{${fields}}`,
});

const httpProgram = (url: string, options: string): string => `const http = require('node:http');

const started = performance.now();
const say = (how) => console.log(how, (performance.now() - started) / 1000);

const request = http.get('${url}'${options}, (response) => {
  response.resume();
  response.on('end', () => say('complete'));
  response.on('error', () => say('gives-up'));
});
request.on('timeout', () => request.destroy(new Error('timeout')));
request.on('error', () => say('gives-up'));
`;

export const nodeHttp = (options = ''): Client => (to, path) => ({
  system: 'js-http', needs: ['node'], files: { 'client.cjs': httpProgram(url(to, path), options) }, line: 'node client.cjs', shows: `http.get(url${options})`,
});

/** Its command line is all there is. */
export const curl = (options = ''): Client => (to, path) => ({
  system: 'curl', needs: ['curl'], files: {}, line: `curl -sS -o body ${options} -w '%{exitcode} %{time_total}' '${url(to, path)}'`, shows: `curl ${options}`.trim(),
});

/** One call for two URLs of the same server, the second so much later. */
export const curlTwice = (rate: string): Client => (to, path) => ({
  system: 'curl', needs: ['curl'], files: {}, line: `curl -sS -o /dev/null -o /dev/null --rate ${rate} -w '%{http_code}\\n' ${url(to, path)} ${url(to, path)}`, shows: `curl --rate ${rate} url url`,
});
