require "faraday"
require "net/http"

class Rates
  def call(env)
    body = Faraday.get("http://rates.example/today").body
    more = Net::HTTP.get(URI("http://rates.example/history"))
    [200, {}, [body, more]]
  end
end
