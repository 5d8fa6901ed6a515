using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Http.Sites;

/// <summary>A whole node of the program in this process, with a database of its own, reached over HTTP as by anybody.</summary>
public abstract class Site : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private int _members;
    private Node? _node;

    /// <summary>The first administrator.</summary>
    public Person Admin { get; private set; } = Person.Nobody;

    public Uri Address => new(_node?.PublicAddresses[0] ?? throw new InvalidOperationException("The node does not run."));

    private IGrainFactory Grains => (_node ?? throw new InvalidOperationException("The node does not run.")).Services.GetRequiredService<IGrainFactory>();

    /// <summary>What an absolute link begins with.</summary>
    public static string PublicUrl => "https://skiller.test";

    protected virtual bool IsSimulation => true;

    public async ValueTask InitializeAsync()
    {
        var settings = SettingsReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Skiller__OperationsUrl"] = "http://127.0.0.1:0",
            ["Skiller__Data"] = _folder.Path,
            ["Skiller__Database"] = await Database() ?? "",
            ["Skiller__PublicUrl"] = PublicUrl,
            ["Skiller__AllowSimulation"] = IsSimulation ? "true" : "false",
            ["Skiller__PasswordIterations"] = IsSimulation ? "1000" : "100000",
        });
        _node = await Node.Start(settings, isPublic: true, LogLevel.Warning, CancellationToken.None);
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
        _http.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new member, invited by the administrator.</summary>
    public async Task<Person> Member(string name = "member")
    {
        var invitation = await Send("POST", "/invitations", new { }, Admin);
        return await Join(invitation.Expect(201).Text("code"), name);
    }

    public string NewHandle(string name) => string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _members)}");

    /// <summary>One call of the API.</summary>
    public async Task<Reply> Send(string method, string path, object? body = null, Person? by = null, params (string Name, string Value)[] headers)
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

        using var response = await _http.SendAsync(request);
        return await Reply.Of(response);
    }

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

    protected abstract Task<string?> Database();

    protected virtual Task DropDatabase() => Task.CompletedTask;

    private async Task<Person> Join(string invitation, string name)
    {
        var handle = NewHandle(name);
        var joined = (await Send("POST", "/members", A.Newcomer(invitation, handle))).Expect(201);
        var token = (await Send("POST", "/tokens", new { email = $"{handle}@{A.Domain}", password = A.Password })).Expect(201);
        return new Person(joined.Text("id"), handle, token.Text("token"));
    }
}

/// <summary>Who calls.</summary>
public sealed record Person(string Id, string Handle, string Token)
{
    public static Person Nobody { get; } = new("", "", "");
}
