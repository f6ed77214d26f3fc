require "faraday"

SCORING = Faraday.new(url: "http://scoring.example", request: { timeout: 600 }) # expect: silent-drop error

def score(batch)
  SCORING.post("/batch", batch)
end

def status
  Faraday.get("http://scoring.example/status")
end
