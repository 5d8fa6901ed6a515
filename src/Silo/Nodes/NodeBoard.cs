using System.Reflection;
using Skiller.Contracts;
using Skiller.Silo.Configuration;
using Skiller.Silo.Operations;
using Skiller.Storage.Nodes;

namespace Skiller.Silo.Nodes;

/// <summary>Keeps the row of a node that serves, from its first moment to the last, and hears by it that it is to leave.</summary>
internal sealed partial class NodeBoard : IAsyncDisposable
{
    /// <summary>How often it says that it goes on.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _over = new();
    private readonly NodeRows _rows;
    private readonly NodeState _state;
    private readonly TimeProvider _clock;
    private readonly ILogger<NodeBoard> _logger;
    private readonly NodeRow _row;
    private Task _beating = Task.CompletedTask;
    private bool _isEntered;

    private NodeBoard(NodeRows rows, NodeState state, TimeProvider clock, ILogger<NodeBoard> logger, NodeRow row) =>
        (_rows, _state, _clock, _logger, _row) = (rows, state, clock, logger, row);

    /// <summary>The version of this program, as nodes and commands say it.</summary>
    public static string Version { get; } = typeof(NodeBoard).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>What a node of a data folder on this machine is called.</summary>
    public static string NameOf(string data) => $"{Environment.MachineName}:{data}";

    /// <summary>Begins to keep the row.</summary>
    /// <param name="services">Of the cluster's side.</param>
    /// <param name="settings">Of the node.</param>
    /// <param name="publicUrl">Where it serves users; empty: nowhere.</param>
    /// <param name="operationsUrl">Where its operations are.</param>
    public static NodeBoard Begin(IServiceProvider services, Settings settings, string publicUrl, Uri operationsUrl)
    {
        var state = services.GetRequiredService<NodeState>();
        var row = new NodeRow(
            NameOf(settings.Data),
            Version,
            string.Join(',', new[] { (NodeRoles.Silo, "silo"), (NodeRoles.Web, "web") }.Where(role => settings.Roles.HasFlag(role.Item1)).Select(static role => role.Item2)),
            services.GetService<ILocalSiloDetails>()?.SiloAddress.Endpoint.ToString() ?? "",
            publicUrl,
            operationsUrl.GetLeftPart(UriPartial.Authority),
            Environment.ProcessId,
            state.Word);
        var board = new NodeBoard(
            services.GetRequiredService<NodeRows>(), state, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<NodeBoard>>(), row);
        board._beating = Task.Run(board.Beat);
        return board;
    }

    /// <summary>Takes the row away: the node has left in order. While the database is away it stays, and grows old.</summary>
    public async Task Leave()
    {
        await _over.CancelAsync();
        await _beating;
        await Try(ct => _rows.Leave(_row.Name, _row.Process, ct));
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _beating;
        _over.Dispose();
    }

    private async Task Beat()
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        try
        {
            do
            {
                await Try(Look);
            }
            while (await timer.WaitForNextTickAsync(_over.Token));
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task Look(CancellationToken ct)
    {
        if (!_isEntered)
        {
            await _rows.Enter(_row with { State = _state.Word }, ct);
            _isEntered = true;
            return;
        }

        if (await _rows.Beat(_row.Name, _row.Process, _state.Word, ct) == NodeRows.Drain)
        {
            await _rows.Beat(_row.Name, _row.Process, "draining", ct);
            _state.AskToLeave();
        }
    }

    private async Task Try(Func<CancellationToken, Task> act)
    {
        using var late = new CancellationTokenSource(_patience, _clock);
        try
        {
            await act(late.Token);
        }
        catch (Exception fault) when (fault is UnavailableException or OutcomeUnknownException or OperationCanceledException)
        {
            LogAway(_logger, fault.Message);
        }
    }

    [LoggerMessage(8050, LogLevel.Debug, "The node's row could not be written: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
