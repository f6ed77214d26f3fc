<?php

use GuzzleHttp\Client;

final class Rates
{
    private Client $client;

    public function __construct()
    {
        $this->client = new Client(['base_uri' => 'http://rates.example', 'connect_timeout' => 2]);
    }

    public function today(): string
    {
        return (string) $this->client->get('/today', ['timeout' => 5])->getBody();
    }

    public function history(): string
    {
        return (string) $this->client->get('/history')->getBody(); // expect: missing-timeout warning
    }
}
