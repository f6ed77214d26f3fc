using System.Net.Http;
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient("pricing", c =>  // expect: missing-timeout warning
{
    c.BaseAddress = new Uri("http://pricing:8080");
    c.Timeout = Timeout.InfiniteTimeSpan;
});
var app = builder.Build();
app.MapGet("/p", async (IHttpClientFactory f) => await f.CreateClient("pricing").GetStringAsync("/prices"));
app.Run();
