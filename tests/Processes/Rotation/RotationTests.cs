using System.Text.Json;
using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Rotation;

/// <summary>F39: keys and the database's password are changed while members act: no session is lost, no form, and nobody notices.</summary>
public sealed partial class RotationTests(ITestOutputHelper output)
{
    private const int Writers = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_and_the_password_of_the_database_change_under_load_without_a_lost_session_or_an_error()
    {
        using var folder = new TemporaryFolder();
        var (keys, password) = (Path.Combine(folder.Path, "keys"), Path.Combine(folder.Path, "password"));
        await using var server = await PostgresServer.Start();
        await server.RequirePasswords();
        await server.Execute("postgres", "create role app login password 'first'");
        await server.Execute("postgres", "create database app owner app");
        await Keep(password, "first");
        var settings = CrashSettings.All.Concat(
        [
            KeyValuePair.Create("Skiller__KeyFile", keys), KeyValuePair.Create("Skiller__DatabasePasswordFile", password),
        ]).ToList();
        var database = $"Host=127.0.0.1;Port={server.Port};Username=app;Database=app";
        await using var one = new Node(Path.Combine(folder.Path, "1"), database, settings);
        await using var two = new Node(Path.Combine(folder.Path, "2"), database, settings);

        Assert.Equal(0, (await one.Command(["keys", "make", keys], Ct)).ExitCode);
        await one.Start(Ct);
        await two.Start(Ct);
        using var reader = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = one.Public };
        var proof = Proof().Match(await reader.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Ct)).Groups["token"].Value;

        var run = new CrashRun(new TwoNodes(one, two, server.ConnectionString("app")), Writers, kills: 0, seed: 20261129);
        await run.During(
            async () =>
            {
                var before = run.History.Acknowledged;

                // The key of the file: a new one first, then everything under it, then without the old one.
                Assert.Equal(0, (await one.Command(["keys", "make", keys], Ct)).ExitCode);
                var (sealedWith, said) = await one.Command(["keys", "seal"], Ct);
                Assert.True(sealedWith == 0, said);
                await Keep(keys, (await File.ReadAllLinesAsync(keys, Ct))[0]);
                Assert.Equal(0, (await one.Command(["keys", "renew"], Ct)).ExitCode);

                await server.Execute("postgres", "alter role app password 'second'");
                await Keep(password, "second");
                var (shown, list) = await one.Command(["keys", "show", "--json"], Ct);
                Assert.True(shown == 0, list);
                var keysShown = JsonDocument.Parse(list).RootElement;
                Assert.All(keysShown.GetProperty("secrets").EnumerateArray(), static secret => Assert.NotNull(secret.GetProperty("key").GetString()));
                Assert.Equal(2, keysShown.GetProperty("formKeys").GetArrayLength());
                while (run.History.Acknowledged < before + 200)
                {
                    await Task.Delay(50, Ct);
                }

                return 0;
            },
            Ct);
        output.WriteLine($"{run.History.Acknowledged} acts acknowledged, {run.History.Disturbances.Count} calls had to be repeated");
        Assert.Empty(run.History.Disturbances);

        // A form that was open all the while, sent to the other front.
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__form", proof), KeyValuePair.Create("email", "administrator@example.org"), KeyValuePair.Create("password", Newcomers.Password)]);
        using var entered = await reader.PostAsync(new Uri(two.Public, "/sign-in"), form, Ct);
        Assert.Equal(System.Net.HttpStatusCode.Found, entered.StatusCode);

        // A node that starts with what is there now.
        Assert.Equal(0, await two.Stop(Ct));
        await two.Start(Ct);

        // And one that has neither the key nor the password any more says so in one line each.
        await Keep(keys, Convert.ToBase64String(new byte[32]));
        await using var late = new Node(Path.Combine(folder.Path, "3"), database, settings);
        var (refused, why) = await late.Command(["run"], Ct);
        Assert.Equal(2, refused);
        Assert.All(why.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.StartsWith("Skiller__KeyFile: The secret '", line, StringComparison.Ordinal));
    }

    [GeneratedRegex("name=\"__form\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Proof();

    // Renamed into place, so that nobody reads half of it.
    private static async Task Keep(string file, string secret)
    {
        await File.WriteAllTextAsync(file + ".new", secret + "\n", Ct);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    private sealed class TwoNodes(Node one, Node two, string database) : ICluster
    {
        public IReadOnlyList<Uri> Fronts => [one.Public, two.Public];

        public int Nodes => 2;

        public string Output => one.Output + two.Output;

        public Task<string> FirstInvitation(CancellationToken ct) => CrashSettings.FirstInvitation(one, ct);

        public Task KillAndRestart(int node, CancellationToken ct) => throw new NotSupportedException("Nobody is killed here.");

        public Task<System.Collections.Immutable.ImmutableArray<LogLine>> ReadLog(CancellationToken ct) => PostgresLog.Read(database, ct);

        public Task<(int ExitCode, string Output)> Command(IReadOnlyList<string> arguments, CancellationToken ct) => one.Command(arguments, ct);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
