using Microsoft.AspNetCore.DataProtection;
using Skiller.Balancer;

// balancer FRONTS: sends what comes to ASPNETCORE_URLS to the fronts that FRONTS lists, as long as they say that they are ready.
if (args is not [var fronts] || !File.Exists(fronts))
{
    await Console.Error.WriteLineAsync("balancer FRONTS: the file of YARP's destinations, which is read again whenever it changes.");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddJsonFile(Path.GetFullPath(fronts), optional: false, reloadOnChange: true);
builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
// YARP asks for keys that nothing here uses: they are kept beside the list instead of in the user's home.
builder.Services.AddDataProtection().PersistKeysToFileSystem(Directory.GetParent(Path.GetFullPath(fronts))!);
builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"));
var app = builder.Build();
app.MapReverseProxy(static proxy =>
{
    proxy.Use(NextFront.Try);
    proxy.UseLoadBalancing();
    proxy.UsePassiveHealthChecks();
});
await app.RunAsync();
return 0;
