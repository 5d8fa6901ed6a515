using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Http.Sites;

/// <summary>
/// The program with a database of its own, reached over HTTP as by anybody: a whole node in this process or, where <c>SKILLER_TEST_AGAINST</c> is
/// <c>cluster</c>, the balancer of a cluster of processes. What only one process can do says so by being skipped there.
/// </summary>
public abstract class Site : IAsyncLifetime
{
    // Sites that are one cluster give no name twice.
    private static int _members;
    private static int _sources;

    private readonly ConcurrentDictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);
    private RunningSite? _running;
    private PostgresServer? _server;

    /// <summary>The first administrator.</summary>
    public Person Admin => Running.Admin;

    public Uri Address => Running.Host.Address;

    /// <summary>Where health is asked for.</summary>
    public Uri Operations => Running.Host.Operations;

    /// <summary>What an absolute link begins with.</summary>
    public static string PublicUrl => "https://skiller.test";

    /// <summary>How many processes answer users, each of which tells visits apart in its own memory.</summary>
    public static int Fronts => ClusterHost.IsAsked ? ClusterHost.Fronts : 1;

    /// <summary>Whether its database is on a PostgreSQL that it starts itself; else it is on SQLite.</summary>
    protected virtual bool IsOnPostgres => false;

    protected virtual bool IsSimulation => true;

    /// <summary>Whether users are said to reach it elsewhere, over HTTPS.</summary>
    protected virtual bool IsBehindProxy => true;

    /// <summary>Whether webhooks may lead to this machine.</summary>
    protected virtual bool AllowsPrivateWebhooks => false;

    /// <summary>Whether it waits for <see cref="Started"/> instead of starting with the tests.</summary>
    protected virtual bool StartsWhenAsked => false;

    /// <summary>Sites of one name are one cluster, since databases do not tell them apart there.</summary>
    protected virtual string? SharedAs => null;

    /// <summary>Tells the time, null: the machine's does.</summary>
    protected virtual TimeProvider? Clock => null;

    private string? Cluster => ClusterHost.IsAsked ? SharedAs : null;

    private RunningSite Running => _running ?? throw new InvalidOperationException("The site does not run.");

    private IEnumerable<string> MailFolders => Running.Host.Folders.Select(static folder => Path.Combine(folder, "mail"));

    public async ValueTask InitializeAsync()
    {
        if (!StartsWhenAsked)
        {
            await Started();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is { } running)
        {
            await (Cluster is { } name ? RunningSite.Leave(name) : running.Host.DisposeAsync().AsTask());
        }

        await DropDatabase();
        ForgetConnections();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts it unless it has been started.</summary>
    public async Task Started()
    {
        await _one.WaitAsync();
        try
        {
            _running ??= await (Cluster is { } name ? RunningSite.Share(name, Run) : Run());
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Stops all of it as an operator does, and starts it again on what it left.</summary>
    public async Task Restart()
    {
        await Running.Host.Restart();
        ForgetConnections();
    }

    /// <summary>Skips a test that reaches into the process that serves.</summary>
    /// <param name="why">What no cluster can do.</param>
    public static void NeedsOneProcess(string why) => Assert.SkipWhen(ClusterHost.IsAsked, why);

    /// <summary>Starts a node in this process.</summary>
    internal static Task<Node> Start(string folder, string? database, string roles, bool isSimulation, bool isBehindProxy = true) => Node.Start(
        ProcessHost.Settings(new SiteNeeds(database, isSimulation, isBehindProxy, AllowsPrivateWebhooks: false), folder, roles), isPublic: true, LogLevel.Warning, CancellationToken.None);

    /// <summary>What commands of the program are told beside it.</summary>
    private protected Settings Settings() => Running.Host.Beside;

    /// <summary>A new member, invited by the administrator.</summary>
    public async Task<Person> Member(string name = "member")
    {
        var invitation = await Send("POST", "/invitations", new { }, Admin);
        return await Join(invitation.Expect(201).Text("code"), name);
    }

    /// <summary>The code of a new invitation.</summary>
    public async Task<string> Invitation() => (await Send("POST", "/invitations", new { }, Admin)).Expect(201).Text("code");

    /// <summary>Somebody with an address who joins; the address.</summary>
    public async Task<string> Newcomer(string address)
    {
        (await SendFrom(NewSource(), "POST", "/members", A.Newcomer(await Invitation(), NewHandle("newcomer"), address))).Expect(201);
        return address;
    }

    public string NewHandle(string name) => string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _members)}");

    /// <summary>One call of the API.</summary>
    public Task<Reply> Send(string method, string path, object? body = null, Person? by = null, params (string Name, string Value)[] headers) =>
        SendFrom("127.0.0.1", method, path, body, by, headers);

    /// <summary>A network address of this machine that nobody has called from yet.</summary>
    public string NewSource()
    {
        var number = Interlocked.Increment(ref _sources);
        return string.Create(CultureInfo.InvariantCulture, $"127.1.{number / 250}.{(number % 250) + 1}");
    }

    /// <summary>One call of the API from a network address of this machine.</summary>
    public async Task<Reply> SendFrom(
        string source, string method, string path, object? body = null, Person? by = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path.StartsWith("/api", StringComparison.Ordinal) ? path : "/api/v1" + path));
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, System.Text.Encoding.UTF8, "application/json"),
            _ => System.Net.Http.Json.JsonContent.Create(body),
        };
        if (by is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", by.Token);
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        }

        using var response = await _clients.GetOrAdd(source, Client).SendAsync(request);
        return await Reply.Of(response);
    }

    /// <summary>One look at a page, as a browser of a visitor; where it leads is not followed.</summary>
    public async Task<Reply> Page(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        }

        using var response = await _clients.GetOrAdd("127.0.0.1", Client).SendAsync(request);
        return await Reply.Of(response);
    }

    private static HttpClient Client(string source) => new(Connections.From(source)) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>A question by a member, with skills of its own.</summary>
    public async Task<string> Question(Person by, params string[] skills)
    {
        var asked = await Send("POST", "/questions", A.Question(skills), by);
        return asked.Expect(201).Text("id");
    }

    public async Task<string> Answer(string question, Person by)
    {
        var answered = await Send("POST", $"/questions/{question}/answers", new { body = "An answer that is long enough to be one." }, by);
        return answered.Expect(201).Text("id");
    }

    /// <summary>Has a question closed, which only an import does so far.</summary>
    public async Task Close(string question)
    {
        var command = new CommandId($"{Interlocked.Increment(ref _members):x64}", new string('c', 64));
        var grains = await Running.Host.Grains();
        var closed = await grains.Question(new QuestionId(long.Parse(question, CultureInfo.InvariantCulture)))
            .Import(new ImportHistory([new ImportedClosure(TimeProvider.System.GetUtcNow())], command), CancellationToken.None);
        Assert.Equal(1, closed.Value?.Recorded);
    }

    /// <summary>The mail to an address with a subject, once it is there.</summary>
    public async Task<MimeKit.MimeMessage> Mail(string to, string subject)
    {
        MimeKit.MimeMessage? found = null;
        await Eventually.Holds(
            async () =>
            {
                found = (await Mailbox.To(to, [.. MailFolders])).Find(mail => mail.Subject == subject);
                return found is not null;
            },
            $"a mail to {to}: {subject}");
        return found!;
    }

    /// <summary>The mails to an address, once there are at least so many, the oldest first.</summary>
    public async Task<IReadOnlyList<MimeKit.MimeMessage>> Mails(string to, int least = 1)
    {
        List<MimeKit.MimeMessage> found = [];
        await Eventually.Holds(
            async () =>
            {
                found = await Mailbox.To(to, [.. MailFolders]);
                return found.Count >= least;
            },
            $"{least} mails to {to}");
        return found;
    }

    /// <summary>Has an operation of the node done, as a command of the program would.</summary>
    public Task Operate(string name, params (string Name, string Value)[] arguments) => Running.Host.Operate(name, arguments);

    /// <summary>The connection string of its database, null: what runs it has its own.</summary>
    protected virtual async Task<string?> Database()
    {
        // A cluster starts one by itself, as an operator's does.
        if (!IsOnPostgres || ClusterHost.IsAsked)
        {
            return null;
        }

        _server = await PostgresServer.Start();
        return await _server.CreateDatabase();
    }

    protected virtual async Task DropDatabase()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task<RunningSite> Run()
    {
        var needs = new SiteNeeds(await Database(), IsSimulation, IsBehindProxy, AllowsPrivateWebhooks);
        ISiteHost host = ClusterHost.IsAsked ? await ClusterHost.Start(needs) : await ProcessHost.Start(needs, Clock);
        _running = new RunningSite(host, Person.Nobody);
        var invitation = "";
        await Eventually.Holds(() => Task.FromResult((invitation = host.Folders.Select(static folder => Path.Combine(folder, "first-invitation.txt")).FirstOrDefault(File.Exists) ?? "").Length > 0));
        return _running with { Admin = await Join((await File.ReadAllTextAsync(invitation)).Trim(), "admin") };
    }

    private void ForgetConnections()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _clients.Clear();
    }

    private async Task<Person> Join(string invitation, string name)
    {
        var handle = NewHandle(name);
        var source = NewSource();
        var joined = (await SendFrom(source, "POST", "/members", A.Newcomer(invitation, handle))).Expect(201);
        var token = (await SendFrom(source, "POST", "/tokens", new { email = $"{handle}@{A.Domain}", password = A.Password })).Expect(201);
        return new Person(joined.Text("id"), handle, token.Text("token"));
    }
}
