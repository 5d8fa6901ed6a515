using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes;

/// <summary>The program as an operator meets it.</summary>
public sealed class NodeTests
{
    private static readonly HttpClient _http = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_starts_on_SQLite_and_shows_the_first_invitation()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);

        var code = await File.ReadAllTextAsync(Path.Combine(folder.Path, "first-invitation.txt"), Ct);
        Assert.Matches("^[0-9A-Za-z_-]{22,}$", code);
        Assert.Contains($"First administrator: {node.Public.GetLeftPart(UriPartial.Authority)}/join/{code}", node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_takes_any_free_port_says_in_every_link_which_it_took()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: [KeyValuePair.Create("ASPNETCORE_URLS", "http://127.0.0.1:0")]);
        await node.Start(Ct);
        var invitation = Regex.Match(node.Output, "^First administrator: (?<site>http://127\\.0\\.0\\.1:(?<port>[0-9]+))/join/(?<code>\\S+)$", RegexOptions.Multiline);
        var site = new Uri(invitation.Groups["site"].Value);

        Assert.NotEqual("0", invitation.Groups["port"].Value);
        Assert.Equal(HttpStatusCode.OK, await Status(site, $"/join/{invitation.Groups["code"].Value}"));
        using var joined = await _http.PostAsJsonAsync(
            new Uri(site, "/api/v1/members"),
            new { invitation = invitation.Groups["code"].Value, email = "ada@elsewhere.fr", password = "le pont neuf est vieux", handle = "ada", name = "Ada", locale = "fr" },
            Ct);
        Assert.Equal(HttpStatusCode.Created, joined.StatusCode);
        var mails = Path.Combine(folder.Path, "mail");
        while (!Directory.Exists(mails) || Directory.GetFiles(mails, "*.eml").Length == 0)
        {
            await Task.Delay(50, Ct);
        }

        // Long lines are folded with "=" (quoted-printable).
        var mail = (await File.ReadAllTextAsync(Directory.GetFiles(mails, "*.eml")[0], Ct)).ReplaceLineEndings("\n").Replace("=\n", "", StringComparison.Ordinal);
        Assert.Contains($"{site.GetLeftPart(UriPartial.Authority)}/", mail, StringComparison.Ordinal);
        Assert.Equal(0, await node.Stop(Ct));
        Assert.Contains($"Skiller runs: {site.AbsoluteUri}\n", node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_and_metrics_are_on_the_operations_address_alone_and_the_API_on_the_public_one_alone()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);

        foreach (var path in new[] { "/health/live", "/health/ready", "/health/write", "/metrics" })
        {
            Assert.Equal(HttpStatusCode.OK, await Status(node.Operations, path));
            Assert.Equal(HttpStatusCode.NotFound, await Status(node.Public, path));
        }

        Assert.Equal(HttpStatusCode.OK, await Status(node.Public, "/openapi/v1.json"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(node.Operations, "/openapi/v1.json"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(node.Operations, "/api/v1/questions"));
    }

    [Fact]
    public async Task Metrics_count_from_the_first_commit()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);

        // The first invitation is the first commit of an empty log.
        var metrics = await _http.GetStringAsync(new Uri(node.Operations, "/metrics"), Ct);
        Assert.Contains("\nskiller_log_appended_total{} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("\nskiller_log_batch_count{} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("\nskiller_projection_letters{} 0\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_are_closed_to_whoever_does_not_know_the_secret()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Operations, "/operations/verify"));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer 00");
        request.Content = new StringContent("{\"arguments\":{}}");
        using var response = await _http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await Status(node.Public, "/operations/verify"));
    }

    [Fact]
    public async Task A_second_node_on_the_same_data_folder_says_who_holds_it()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);
        await using var second = new Node(folder.Path);

        var (exitCode, output) = await second.Command(["run"], Ct);

        Assert.Equal(2, exitCode);
        Assert.Contains($"{folder.Path} is in use by process", output, StringComparison.Ordinal);
        Assert.Contains(node.Operations.GetLeftPart(UriPartial.Authority), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_ends_with_zero_and_leaves_its_folder()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);
        Assert.Equal(0, await node.Stop(Ct));
        Assert.False(File.Exists(Path.Combine(folder.Path, "node.json")));
        await node.Start(Ct);
        Assert.Equal(0, await node.Stop(Ct));
    }

    [Fact]
    public async Task A_stopping_node_says_that_it_is_not_ready_before_it_closes_its_public_address()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: [KeyValuePair.Create("Skiller__DrainSeconds", "3")]);
        await node.Start(Ct);

        var stopping = node.Stop(Ct);
        while (await Status(node.Operations, "/health/ready") == HttpStatusCode.OK)
        {
            await Task.Delay(20, Ct);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(node.Operations, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await Status(node.Public, "/openapi/v1.json"));
        Assert.Equal(0, await stopping);
    }

    [Fact]
    public async Task A_node_keeps_its_own_ports_from_start_to_start()
    {
        // D14: an endpoint that comes back is let in again at once.
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);
        var ports = await File.ReadAllTextAsync(Path.Combine(folder.Path, "ports.json"), Ct);
        await node.Stop(Ct);
        await node.Start(Ct);
        Assert.Equal(ports, await File.ReadAllTextAsync(Path.Combine(folder.Path, "ports.json"), Ct));
    }

    [Fact]
    public async Task Status_tells_the_same_head_whether_the_node_runs_or_not()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        await node.Start(Ct);
        var running = await node.Command(["status"], Ct);
        await node.Stop(Ct);
        var stopped = await node.Command(["status"], Ct);

        Assert.Equal((0, 0), (running.ExitCode, stopped.ExitCode));
        Assert.Contains("ready, writable", running.Output, StringComparison.Ordinal);
        Assert.Contains("none runs on this data folder", stopped.Output, StringComparison.Ordinal);
        Assert.Equal(Line(running.Output, "head"), Line(stopped.Output, "head"));
    }

    [Theory]
    [InlineData("Skiller__Roles", "silo,front", "'front' is not a role")]
    [InlineData("Skiller__Roles", "web", "needs Skiller__Database")]
    [InlineData("Skiller__PasswordIterations", "99999", "Skiller__AllowSimulation=true")]
    [InlineData("Skiller__SiloPort", "70000", "no number from 0 to 65535")]
    [InlineData("Skiller__PublicUrl", "skiller.example", "is no address")]
    [InlineData("Skiller__TrustedProxies", "10.0.0.0/99", "is no network")]
    [InlineData("Skiller__Database", "postgres://skiller:secret@localhost/skiller", "is no connection string like")]
    [InlineData("Skiller__Database", "Database=skiller;Username=skiller", "is no connection string like")]
    [InlineData("Skiller__SiloAddress", "0.0.0.0", "is where nobody can be reached")]
    [InlineData("Skiller__SiloAddress", "203.0.113.7", "is a public address, and whoever reaches a silo's ports may call any grain")]
    [InlineData("Skiller__PublicUrl", "http://skiller.example", "would send passwords for everybody to read")]
    [InlineData("Skiller__OperationsUrl", "https://127.0.0.1:5081", "asks for TLS")]
    [InlineData("Skiller__OtlpEndpoint", "http://collector.example.org:4318", "would send who did what for everybody to read")]
    [InlineData("Skiller__TraceShare", "0.5", "is set without Skiller__OtlpEndpoint")]
    [InlineData("Skiller__LogFormat", "xml", "is neither text nor json")]
    [InlineData("Skiller__Http2Url", "https://127.0.0.1:5443", "must be http, with a port")]
    [InlineData("Skiller__Http2Url", "http://203.0.113.7:5082", "must be http, with a port")]
    [InlineData("ASPNETCORE_URLS", "https://127.0.0.1:5443", "asks for TLS, which a proxy before the node ends")]
    public async Task A_wrong_setting_ends_the_start_with_one_clear_line(string name, string value, string reason)
    {
        // F38
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, settings: [KeyValuePair.Create(name, value)]);
        var (exitCode, output) = await node.Command(["run"], Ct);
        Assert.Equal(2, exitCode);
        var line = Assert.Single(output.Split('\n'));
        Assert.StartsWith(name, line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_further_address_speaks_HTTP_2_without_TLS_and_the_public_one_HTTP_1()
    {
        using var folder = new TemporaryFolder();
        var further = new Uri($"http://127.0.0.1:{Ports.Free()}");
        await using var node = new Node(folder.Path, settings: [KeyValuePair.Create("Skiller__Http2Url", further.GetLeftPart(UriPartial.Authority))]);
        await node.Start(Ct);
        Assert.Equal(HttpStatusCode.OK, await Spoken(further, HttpVersion.Version20));
        Assert.Equal(HttpStatusCode.OK, await Spoken(node.Public, HttpVersion.Version11));
        Assert.Equal(HttpStatusCode.BadRequest, await Spoken(further, HttpVersion.Version11));
        await Assert.ThrowsAsync<HttpRequestException>(() => Spoken(node.Public, HttpVersion.Version20));

        static async Task<HttpStatusCode> Spoken(Uri address, Version version)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/questions")) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            using var response = await _http.SendAsync(request, Ct);
            Assert.Equal(version, response.Version);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_wrong_command_ends_with_two()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path);
        Assert.Equal(2, (await node.Command(["frobnicate"], Ct)).ExitCode);
        Assert.Equal(0, (await node.Command(["--help"], Ct)).ExitCode);
    }

    private static async Task<HttpStatusCode> Status(Uri address, string path)
    {
        using var response = await _http.GetAsync(new Uri(address, path), Ct);
        return response.StatusCode;
    }

    private static string Line(string output, string name) =>
        Assert.Single(output.Split('\n'), line => line.StartsWith(name, StringComparison.Ordinal));
}
