using System.Diagnostics;
using Skiller.Grains.Activity;
using Span = System.Diagnostics.Activity;

namespace Skiller.Storage.Activity;

/// <summary>The spans of one commit: for each act in it that is traced how long it waited, and how long the commit took. The commit's is what the fact goes on from.</summary>
internal sealed class AppendSpans
{
    private readonly List<(int Request, Span Span)> _commits = [];

    private AppendSpans(IReadOnlyList<PendingAppend> batch, DateTimeOffset now) => Requests = [.. batch.Select((pending, i) => pending.IsTraced ? Traced(pending, i, now) : pending.Request)];

    /// <summary>What is to be appended, each traced fact with the span of this commit.</summary>
    public IReadOnlyList<AppendRequest> Requests { get; }

    /// <summary>Begins them; null when nothing of the batch is traced.</summary>
    public static AppendSpans? Begin(IReadOnlyList<PendingAppend> batch, DateTimeOffset now) =>
        batch.Any(static pending => pending.IsTraced) ? new AppendSpans(batch, now) : null;

    /// <summary>Ends them.</summary>
    /// <param name="outcomes">What became of each request; null: the commit failed.</param>
    public void End(IReadOnlyList<AppendOutcome>? outcomes)
    {
        foreach (var (request, span) in _commits)
        {
            span.SetTag("skiller.outcome", outcomes?[request].GetType().Name ?? "Lost");
            if (outcomes is null)
            {
                span.SetStatus(ActivityStatusCode.Error);
            }

            ActSpans.End(span);
        }
    }

    private AppendRequest Traced(PendingAppend pending, int request, DateTimeOffset now)
    {
        var commits = new Dictionary<string, string>(StringComparer.Ordinal);
        return pending.Request with { Streams = [.. pending.Request.Streams.Select(stream => stream with { Facts = [.. stream.Facts.Select(Below)] })] };

        NewActivity Below(NewActivity fact)
        {
            if (fact.Trace is not { } caller)
            {
                return fact;
            }

            if (!commits.TryGetValue(caller, out var commit))
            {
                commits.Add(caller, commit = Commit(caller) ?? caller);
            }

            return fact with { Trace = commit };
        }

        string? Commit(string caller)
        {
            if (ActSpans.Below("log.wait", ActivityKind.Internal, caller, pending.Since) is { } wait)
            {
                wait.SetEndTime(now.UtcDateTime);
                ActSpans.End(wait);
            }

            if (ActSpans.Below("log.commit", ActivityKind.Producer, caller) is not { } span)
            {
                return null;
            }

            _commits.Add((request, span));
            return span.Id;
        }
    }
}
