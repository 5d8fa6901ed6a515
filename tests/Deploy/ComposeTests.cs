using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Skiller.Tests.Processes;
using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>The whole of a Skiller by compose, held against the specification, and against what it must not open.</summary>
public sealed class ComposeTests
{
    private static readonly string _file = Path.Combine(Tool.Files, "compose.yaml");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_what_the_specification_takes()
    {
        (await Tool.Dclint(_file)).Passes();
        using var folder = new TemporaryFolder();
        (await Tool.Dclint(await Tool.Planted(folder, "compose.yaml", "stop_grace_period: 90s", "stop_grace: 90s"))).Finds("ComposeValidationError");
    }

    [Fact]
    public async Task Three_silos_and_two_fronts_wait_for_the_one_that_migrates()
    {
        var services = await Services();
        Assert.Equal(3, services.Count(static service => service.Value.Text("environment", "Skiller__Roles") == "silo"));
        Assert.Equal(2, services.Count(static service => service.Value.Text("environment", "Skiller__Roles") == "web"));
        foreach (var (_, node) in services.Where(static service => service.Value.Text("environment", "Skiller__Roles") is not null))
        {
            Assert.Equal("service_completed_successfully", node.Text("depends_on", "migrate", "condition"));
            Assert.Contains("Username=skiller_app;", node.Text("environment", "Skiller__Database"), StringComparison.Ordinal);
            Assert.Equal(node.Text("environment", "Skiller__SiloAddress"), node.Text("networks", "nodes", "ipv4_address"));
        }

        Assert.Equal(["migrate"], services.Where(static service => (service.Value.Text("environment", "Skiller__Database") ?? "").Contains("Username=skiller;", StringComparison.Ordinal)).Select(static service => service.Key));
    }

    [Fact]
    public async Task What_runs_gains_no_rights_and_writes_nowhere_but_where_it_keeps()
    {
        foreach (var (name, service) in await Services())
        {
            Assert.Contains(service.List("security_opt"), static option => option.ToString() == "no-new-privileges:true");
            if (name != "database")
            {
                Assert.Equal((name, "True"), (name, service.Text("read_only")));
                Assert.Equal((name, "ALL"), (name, service.Text("cap_drop", 0)));
            }
        }
    }

    [Fact]
    public async Task Only_the_proxy_is_reached_from_elsewhere()
    {
        foreach (var (name, service) in await Services())
        {
            Assert.All(service.List("ports"), port => Assert.True(name == "proxy" || port.ToString().StartsWith("127.0.0.1:", StringComparison.Ordinal), $"{name}: {port}"));
        }
    }

    [Fact]
    public async Task What_it_names_is_there()
    {
        var settings = Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Node.Root, "README.md"), Ct), @"Skiller__\w+").Select(static match => match.Value).ToHashSet(StringComparer.Ordinal);
        var example = (await File.ReadAllLinesAsync(Path.Combine(Tool.Files, "compose.example.env"), Ct)).Select(static line => line.Split('=')[0]).ToHashSet(StringComparer.Ordinal);
        var text = await File.ReadAllTextAsync(_file, Ct);
        foreach (var (name, service) in await Services())
        {
            Assert.All(service.Members("environment").Where(static member => member.Name.StartsWith("Skiller__", StringComparison.Ordinal)), member => Assert.Contains(member.Name, settings));
            foreach (var mount in service.List("volumes").Select(static volume => volume.ToString().Split(':')[0]).Where(static source => source.StartsWith('.')))
            {
                Assert.True(Path.Exists(Path.Combine(Tool.Files, mount)), $"{name}: {mount}");
            }
        }

        foreach (Match variable in Regex.Matches(text, @"\$\{(?<name>\w+)(?<default>:-)?"))
        {
            Assert.True(example.Contains(variable.Groups["name"].Value) || variable.Value.EndsWith(":-", StringComparison.Ordinal), variable.Value);
        }
    }

    private static async Task<ImmutableDictionary<string, JsonElement>> Services() =>
        (await Tool.Yaml(_file))[0].Members("services").ToImmutableDictionary(static service => service.Name, static service => service.Value, StringComparer.Ordinal);
}
