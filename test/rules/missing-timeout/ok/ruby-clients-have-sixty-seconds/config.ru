require_relative "app/rates"
run Rates.new
