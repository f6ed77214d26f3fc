using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace Pricing.Client;

public sealed class Valuation
{
    private static readonly HttpClient Client = new HttpClient { Timeout = TimeSpan.FromMinutes(25) };

    public async Task<string> ValueAsync(object portfolio)
    {
        using var response = await Client.PostAsJsonAsync("https://pricing.example.org/api/valuations", portfolio);
        return await response.Content.ReadAsStringAsync();
    }
}
