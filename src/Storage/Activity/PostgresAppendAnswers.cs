using System.Collections.Immutable;
using Npgsql;
using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>What append.sql answers: the head before it, the streams that lost, the commands that were known, and whether the log is kept closed or the writer fenced off.</summary>
internal sealed class PostgresAppendAnswers(IReadOnlyList<AppendRequest> batch)
{
    private const int Request = 0;
    private const int Stream = 1;
    private const int Head = 2;
    private const int Command = 3;
    private const int Closed = 7;
    private const int Fenced = 8;

    private readonly Dictionary<int, ImmutableArray<string>> _lost = [];
    private readonly Dictionary<int, ImmutableArray<RecordedCommand>> _known = [];
    private long _head;
    private bool _isClosed;

    /// <summary>Whether the append's whole answer was read.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Whether nothing was appended because nobody waits for what this writer sent then.</summary>
    public bool IsFenced { get; private set; }

    public void Read(NpgsqlDataReader row)
    {
        if (row.IsDBNull(Request))
        {
            (_head, _isClosed, IsFenced) = (row.GetInt64(Head), row.GetBoolean(Closed), row.GetBoolean(Fenced));
            return;
        }

        var request = row.GetInt32(Request);
        if (row.IsDBNull(Stream))
        {
            _known[request] = _known.GetValueOrDefault(request, []).Add(PostgresRows.Command(row, Command));
        }
        else
        {
            _lost[request] = _lost.GetValueOrDefault(request, []).Add(row.GetString(Stream));
        }
    }

    public AppendedBatch Outcome()
    {
        var outcomes = new AppendOutcome[batch.Count];
        var head = _head;
        for (var request = 0; request < batch.Count; request++)
        {
            outcomes[request] = Outcome(request, ref head);
        }

        return new AppendedBatch(outcomes, head);
    }

    private AppendOutcome Outcome(int request, ref long head)
    {
        if (_known.TryGetValue(request, out var known))
        {
            return new AppendOutcome.Duplicate(known);
        }

        if (_isClosed)
        {
            return new AppendOutcome.Closed();
        }

        if (_lost.TryGetValue(request, out var lost))
        {
            return new AppendOutcome.Conflict(lost);
        }

        // Positions follow each other in the order of the requests.
        head += batch[request].Streams.Sum(static stream => stream.Facts.Length);
        return new AppendOutcome.Committed(head);
    }
}
