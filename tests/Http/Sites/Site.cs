using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Silo.Commands;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Silo.Operations;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Http.Sites;

/// <summary>A whole node of the program in this process, with a database of its own, reached over HTTP as by anybody.</summary>
public abstract class Site : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);
    private int _members;
    private int _sources;
    private Node? _node;
    private PostgresServer? _server;
    private string? _database;

    /// <summary>The first administrator.</summary>
    public Person Admin { get; private set; } = Person.Nobody;

    public Uri Address => new(_node?.PublicAddresses[0] ?? throw new InvalidOperationException("The node does not run."));

    private IGrainFactory Grains => (_node ?? throw new InvalidOperationException("The node does not run.")).Services.GetRequiredService<IGrainFactory>();

    /// <summary>Where health is asked for.</summary>
    public Uri Operations => _node?.OperationsUrl ?? throw new InvalidOperationException("The node does not run.");

    /// <summary>What an absolute link begins with.</summary>
    public static string PublicUrl => "https://skiller.test";

    /// <summary>Whether its database is on a PostgreSQL that it starts itself; else it is on SQLite.</summary>
    protected virtual bool IsOnPostgres => false;

    protected virtual bool IsSimulation => true;

    /// <summary>Whether users are said to reach it elsewhere, over HTTPS.</summary>
    protected virtual bool IsBehindProxy => true;

    /// <summary>Whether webhooks may lead to this machine.</summary>
    protected virtual bool AllowsPrivateWebhooks => false;

    /// <summary>Tells the time, null: the machine's does.</summary>
    protected virtual TimeProvider? Clock => null;

    public async ValueTask InitializeAsync()
    {
        _database = await Database();
        _node = await Start(_folder.Path, _database, "silo,web", IsSimulation, IsBehindProxy, Clock, AllowsPrivateWebhooks);
        var invitation = Path.Combine(_folder.Path, "first-invitation.txt");
        await Eventually.Holds(() => Task.FromResult(File.Exists(invitation)));
        Admin = await Join((await File.ReadAllTextAsync(invitation)).Trim(), "admin");
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.Stop();
            await _node.DisposeAsync();
        }

        await DropDatabase();
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the node as an operator does, and starts it again on what it left.</summary>
    public async Task Restart()
    {
        if (_node is not null)
        {
            await _node.Stop();
            await _node.DisposeAsync();
        }

        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _clients.Clear();
        _node = await Start(_folder.Path, _database, "silo,web", IsSimulation, IsBehindProxy, Clock);
    }

    /// <summary>Starts a node.</summary>
    internal static Task<Node> Start(string folder, string? database, string roles, bool isSimulation, bool isBehindProxy = true, TimeProvider? clock = null, bool allowsPrivateWebhooks = false) => Node.Start(
        Settings(folder, database, roles, isSimulation, isBehindProxy, allowsPrivateWebhooks), isPublic: true, LogLevel.Warning, CancellationToken.None, clock);

    /// <summary>What the node is told, as commands of the program are told it beside it.</summary>
    private protected Settings Settings() => Settings(_folder.Path, _database, "silo,web", IsSimulation, IsBehindProxy, AllowsPrivateWebhooks);

    private static Settings Settings(string folder, string? database, string roles, bool isSimulation, bool isBehindProxy, bool allowsPrivateWebhooks) =>
        SettingsReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Skiller__OperationsUrl"] = "http://127.0.0.1:0",
            ["Skiller__Data"] = folder,
            ["Skiller__Database"] = database ?? "",
            ["Skiller__Roles"] = roles,
            ["Skiller__PublicUrl"] = isBehindProxy ? PublicUrl : "",
            ["Skiller__AllowSimulation"] = isSimulation ? "true" : "false",
            ["Skiller__AllowPrivateWebhooks"] = allowsPrivateWebhooks ? "true" : "false",
            ["Skiller__LetterSeconds"] = "1",
            ["Skiller__PasswordIterations"] = isSimulation ? "1000" : "100000",
        });

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

    private static HttpClient Client(string source) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

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
        var closed = await Grains.Question(new QuestionId(long.Parse(question, CultureInfo.InvariantCulture)))
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
                found = (await Mailbox.To(to, Path.Combine(_folder.Path, "mail"))).Find(mail => mail.Subject == subject);
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
                found = await Mailbox.To(to, Path.Combine(_folder.Path, "mail"));
                return found.Count >= least;
            },
            $"{least} mails to {to}");
        return found;
    }

    /// <summary>Has an operation of the node done, as a command of the program would.</summary>
    public async Task Operate(string name, params (string Name, string Value)[] arguments)
    {
        var operation = (_node ?? throw new InvalidOperationException("The node does not run.")).Services.GetServices<IOperation>().Single(one => one.Name == name);
        var request = new OperationRequest(arguments.ToImmutableDictionary(static pair => pair.Name, static pair => pair.Value));
        Assert.Equal(ExitCode.Done, await operation.Run(request, new OperationReport(), CancellationToken.None));
    }

    /// <summary>The connection string of its database, null: SQLite.</summary>
    protected virtual async Task<string?> Database()
    {
        if (!IsOnPostgres)
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

    private async Task<Person> Join(string invitation, string name)
    {
        var handle = NewHandle(name);
        var source = NewSource();
        var joined = (await SendFrom(source, "POST", "/members", A.Newcomer(invitation, handle))).Expect(201);
        var token = (await SendFrom(source, "POST", "/tokens", new { email = $"{handle}@{A.Domain}", password = A.Password })).Expect(201);
        return new Person(joined.Text("id"), handle, token.Text("token"));
    }
}
