using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Skiller.Grains.Activity;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;
using Skiller.Silo.Operations;
using Skiller.Storage;

namespace Skiller.Silo.Commands;

/// <summary>
/// The way of a command to a node: the one that holds the data folder, the one at the configured operations address, or, when none runs, one
/// that is started for the command without its public address and stopped after it. What the node does is the same in each case.
/// </summary>
internal sealed class NodeConnection : IAsyncDisposable
{
    private static readonly TimeSpan StartingPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KnockPatience = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http;
    private readonly Node? _own;

    private NodeConnection(Uri address, string secret, Node? own)
    {
        _own = own;
        _http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
    }

    /// <summary>Finds a node or starts one.</summary>
    public static async Task<NodeConnection> Open(Settings settings, CancellationToken ct) =>
        await Find(settings, ct) ?? await OpenOwn(settings, ct);

    /// <summary>The node that runs on these data, or null.</summary>
    /// <exception cref="SettingsException">Another process holds the data folder and is no node that answers.</exception>
    public static async Task<NodeConnection?> Find(Settings settings, CancellationToken ct)
    {
        if (await Card(settings.Data, ct) is { } card)
        {
            return new NodeConnection(card.OperationsUrl, card.Secret, null);
        }

        return settings is { Storage.IsPostgres: true, NamesOperationsUrl: true } && await Answers(settings.OperationsUrl, ct)
            ? new NodeConnection(settings.OperationsUrl, await SharedSecret(settings, ct), null)
            : null;
    }

    /// <summary>Has an operation done and shows how it goes.</summary>
    /// <param name="name">Which.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="screen">Where it is shown.</param>
    /// <param name="ct">Gives the operation up.</param>
    public async Task<ExitCode> Run(string name, ImmutableDictionary<string, string> arguments, IOperationScreen screen, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/operations/{name}");
        request.Content = new StringContent(
            JsonSerializer.Serialize(new OperationRequest(arguments), OperationJson.Default.OperationRequest), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.StatusCode is not HttpStatusCode.OK)
        {
            throw new InvalidOperationException(Refused(name, response.StatusCode));
        }

        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(ct), Encoding.UTF8);
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            var told = JsonSerializer.Deserialize(line, OperationJson.Default.OperationEvent);
            if (told is EndEvent end)
            {
                return end.ExitCode;
            }

            if (told is not null)
            {
                screen.Show(told);
            }
        }

        throw new InvalidOperationException($"The node at {_http.BaseAddress} broke off; ask again.");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_own is not null)
        {
            await _own.Stop();
            await _own.DisposeAsync();
        }
    }

    /// <summary>Starts a node for the command, whichever else may run.</summary>
    public static async Task<NodeConnection> OpenOwn(Settings settings, CancellationToken ct)
    {
        var own = settings with
        {
            OperationsUrl = new Uri("http://127.0.0.1:0"),
            Roles = NodeRoles.Silo,
        };
        var node = await Node.Start(own, isPublic: false, LogLevel.Warning, ct);
        return new NodeConnection(node.OperationsUrl, node.OperationsSecret, node);
    }

    // A node that has the folder and no card yet is starting; one that does not answer is starting or going. Null: nobody has it (any more).
    private static async Task<NodeCard?> Card(string data, CancellationToken ct)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        while (clock.GetElapsedTime(begun) < StartingPatience)
        {
            if (!DataFolder.IsInUse(data))
            {
                return null;
            }

            if (DataFolder.CardOf(data) is { } card && await Answers(card.OperationsUrl, ct))
            {
                return card;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, ct);
        }

        throw new SettingsException([$"The data folder {data} is in use, and no node that has it answers."]);
    }

    private static async Task<bool> Answers(Uri operations, CancellationToken ct)
    {
        try
        {
            using var http = new HttpClient { Timeout = KnockPatience };
            using var response = await http.GetAsync(new Uri(operations, "/health/ready"), ct);
            return response.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    private static async Task<string> SharedSecret(Settings settings, CancellationToken ct)
    {
        await using var storage = new ServiceCollection().AddLogging().AddSkillerStorage(settings.Storage).BuildServiceProvider();
        return Convert.ToHexStringLower(await storage.GetRequiredService<ISecrets>().Get(OperationDesk.Purpose, ct));
    }

    private string Refused(string name, HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => $"The node at {_http.BaseAddress} belongs to another database.",
        HttpStatusCode.NotFound => $"The node at {_http.BaseAddress} knows no operation {name}: it is another version.",
        HttpStatusCode.ServiceUnavailable => $"The node at {_http.BaseAddress} is not ready; ask again.",
        _ => $"The node at {_http.BaseAddress} answered {(int)status}.",
    };
}
