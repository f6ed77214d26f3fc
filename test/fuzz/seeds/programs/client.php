<?php
namespace Shop;
use GuzzleHttp\Client;
const LIMIT = 30;
class Api { public function __construct(private int $timeout = LIMIT) {} }
$client = new Client(['base_uri' => getenv('URL') ?: 'http://app:8000', 'timeout' => LIMIT, 'connect_timeout' => 2.5]);
ini_set('max_execution_time', '60');
?>
<p><?= $client->get('/')->getBody() ?></p>
