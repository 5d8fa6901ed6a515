using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>What Skiller is made of: listed by one command, under licences that are known and taken, and audited.</summary>
public sealed class SupplyChainTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_command_lists_what_the_program_is_made_of_with_its_licences()
    {
        using var folder = new TemporaryFolder();
        (await Tool.Run(Path.Combine(Tool.Files, "sbom"), folder.Path)).Passes();

        var bom = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(folder.Path, "skiller.cdx.json"), Ct));
        Assert.Equal("CycloneDX", bom.Text("bomFormat"));
        var components = bom.List("components").ToDictionary(static one => one.Text("purl")!, StringComparer.Ordinal);
        Assert.All(components.Values, static one => Assert.True(one.List("licenses").Any() && one.List("hashes").Any(), one.Text("name")));

        // Every package that the lock file of the program resolves, and every script that is kept in the repository.
        var locked = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(Node.Root, "src", "Silo", "packages.lock.json"), Ct)).At("dependencies", "net10.0")!.Value;
        var shipped = locked.EnumerateObject().Where(static one => one.Value.Text("type") is "Direct" or "Transitive" or "CentralTransitive").Select(static one => $"pkg:nuget/{one.Name}@{one.Value.Text("resolved")}");
        Assert.All(shipped.Where(static purl => !IsForBuilding(purl)), purl => Assert.Contains(purl, components.Keys));
        foreach (var script in Directory.GetDirectories(Path.Combine(Node.Root, "src", "Web", "Site", "Vendor")).Select(Path.GetFileName))
        {
            Assert.Contains(components, one => one.Key.StartsWith("pkg:npm/" + script, StringComparison.Ordinal));
        }

        var list = await File.ReadAllTextAsync(Path.Combine(folder.Path, "licences.md"), Ct);
        Assert.All(components.Values, one => Assert.Contains($"| {one.Text("name")} | {one.Text("version")} | ", list, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GPL-3.0-only", "10.0.3", "is not among the licences that are taken")]
    [InlineData(null, "10.0.3", "its licence is unknown")]
    [InlineData("PostgreSQL", "8.0.2", "CVE-2024-32655")]
    public async Task A_licence_that_is_not_taken_and_a_version_that_is_too_old_are_found(string? licence, string version, string fault)
    {
        using var folder = new TemporaryFolder();
        var component = new JsonObject { ["name"] = "Npgsql", ["version"] = version };
        if (licence is not null)
        {
            component["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = licence } });
        }

        var bom = new JsonObject { ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["version"] = "1" } }, ["components"] = new JsonArray(component) };
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "nuget.json"), bom.ToJsonString(), Ct);
        (await Tool.Run("node", Path.Combine(Tool.Files, "supply-chain", "sbom.cjs"), folder.Path)).Finds(fault);
    }

    [Fact]
    public async Task The_audit_fails_when_a_registry_knows_of_a_weakness()
    {
        using var registry = new HttpListener();
        var address = $"http://127.0.0.1:{Ports.Free()}/";
        registry.Prefixes.Add(address);
        registry.Start();
        var answering = Answer(registry, address);

        (await Tool.Run("env", $"SKILLER_AUDIT_SOURCE={address}index.json", Path.Combine(Node.Root, ".ci", "audit"))).Finds("NU1903: Package 'Npgsql'");

        registry.Stop();
        await answering;
    }

    // Analyzers and what makes code while building: none of it is in the program.
    private static bool IsForBuilding(string purl) =>
        purl.Contains("Analyzer", StringComparison.Ordinal) || purl.Contains("CodeGenerator", StringComparison.Ordinal) || purl.Contains("CodeAnalysis", StringComparison.Ordinal);

    private static async Task Answer(HttpListener registry, string address)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await registry.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var text = context.Request.Url!.AbsolutePath switch
            {
                "/index.json" => $$"""{"version":"3.0.0","resources":[{"@id":"{{address}}weak.json","@type":"VulnerabilityInfo/6.7.0"}]}""",
                "/weak.json" => $$"""[{"@name":"base","@id":"{{address}}base.json","@updated":"2026-01-01T00:00:00Z","comment":""}]""",
                _ => """{"npgsql":[{"severity":2,"url":"https://example.org/planted","versions":"(, 99.0.0)"}]}""",
            };
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text), Ct);
            context.Response.Close();
        }
    }
}
