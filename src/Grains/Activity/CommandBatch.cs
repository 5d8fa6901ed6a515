using System.Collections.Immutable;
using Skiller.Contracts;

namespace Skiller.Grains.Activity;

/// <summary>Commands that are decided one on the other and appended together.</summary>
/// <typeparam name="TState">The aggregate's state.</typeparam>
internal sealed class CommandBatch<TState>
    where TState : class, IAggregateState<TState>
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(1);
    private readonly string _stream;
    private readonly long _expected;
    private readonly DateTimeOffset _now;
    private readonly DateTimeOffset? _clusterNow;
    private readonly List<PendingCommand<TState>> _commands = [];
    private readonly List<RecordedCommand> _records = [];
    private readonly List<NewActivity> _facts = [];
    private readonly Dictionary<string, StreamAppend> _sides = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private int _size;

    private CommandBatch(TState state, string stream, DateTimeOffset now, DateTimeOffset? clusterNow) =>
        (Next, _stream, _expected, _now, _clusterNow) = (state, stream, state.Version, now, clusterNow);

    /// <summary>The state once the batch is durable.</summary>
    public TState Next { get; private set; }

    public IReadOnlyList<PendingCommand<TState>> Commands => _commands;

    /// <summary>Whether there is nothing to append.</summary>
    public bool IsEmpty => _facts.Count == 0 && _sides.Count == 0;

    /// <summary>
    /// Takes as many waiting commands as go into one append, up to a number, and decides them, each on what the ones before it made. A
    /// command that cannot be decided or stored, or comes too late, is in the batch with its fault, and the others are none the worse for it.
    /// </summary>
    public static CommandBatch<TState> Take(LinkedList<PendingCommand<TState>> waiting, int most, TState state, string stream, DateTimeOffset now, DateTimeOffset? clusterNow)
    {
        var batch = new CommandBatch<TState>(state, stream, now, clusterNow);
        while (batch._commands.Count < most && waiting.First is { Value: var command } && batch.TryAdd(command))
        {
            waiting.RemoveFirst();
        }

        return batch;
    }

    public AppendRequest ToRequest() => new(
        _facts.Count > 0 ? [new StreamAppend(_stream, _expected, [.. _facts]), .. _sides.Values] : [.. _sides.Values],
        [.. _records]);

    /// <summary>All of them wait again, in their order.</summary>
    public void Requeue(LinkedList<PendingCommand<TState>> waiting) => Requeue(waiting, static _ => true);

    /// <summary>Answers those commands that were carried out before; the others wait again, in their order.</summary>
    public void Requeue(LinkedList<PendingCommand<TState>> waiting, ImmutableArray<RecordedCommand> known) => Requeue(waiting, command =>
    {
        var recorded = known.FirstOrDefault(k => k.Key == command.Id?.Key);
        if (recorded is not null)
        {
            command.Complete(recorded);
        }

        return recorded is null;
    });

    /// <summary>Those that lost a race for another stream look up again what they need; the others wait again, in their order.</summary>
    public void Requeue(LinkedList<PendingCommand<TState>> waiting, ImmutableArray<string> lost, string own) => Requeue(waiting, command =>
    {
        var lostASide = command.Sides.Any(side => side.Stream != own && lost.Contains(side.Stream));
        if (lostASide)
        {
            command.PrepareAgain();
        }

        return !lostASide;
    });

    public void Fail(Exception fault)
    {
        foreach (var command in _commands)
        {
            command.Fail(fault);
        }
    }

    private bool TryAdd(PendingCommand<TState> command)
    {
        var decided = Decide(command);
        var isKnown = command.Id is { } id && _keys.Contains(id.Key);
        if (_commands.Count > 0
            && (isKnown || _size + decided.Size > AppendRequest.MaxFacts || decided.Sides.Any(side => _sides.ContainsKey(side.Stream))))
        {
            return false;
        }

        _commands.Add(command);
        _size += decided.Size;
        _facts.AddRange(decided.Facts);
        Next = decided.Next;
        foreach (var side in decided.Sides)
        {
            _sides.Add(side.Stream, side);
        }

        if (decided.Record is { } record)
        {
            _records.Add(record);
        }

        if (command.Id is { } key)
        {
            _keys.Add(key.Key);
        }

        return true;
    }

    // Everything that a command can fail at, before anything of it is in the batch.
    private Decided Decide(PendingCommand<TState> command)
    {
        try
        {
            if (command.Deadline < _clusterNow)
            {
                throw new UnavailableException($"A command of {_stream} came after its caller had given it up.", _soon);
            }

            command.Decide(Next, _now);
            var size = command.Facts.Length + command.Sides.Sum(static side => side.Facts.Length);
            if (size > AppendRequest.MaxFacts)
            {
                throw new InvalidOperationException($"A command of {_stream} decided {size} facts; {AppendRequest.MaxFacts} go into one append.");
            }

            if (command.Sides.Select(static side => side.Stream).Append(_stream).Distinct(StringComparer.Ordinal).Count() <= command.Sides.Length)
            {
                throw new InvalidOperationException($"A command of {_stream} decided twice for one other stream, or for its own as another.");
            }

            var next = Next;
            foreach (var fact in command.Facts)
            {
                next = next.Apply(fact.Fact, new Occurrence(_stream, next.Version + 1, fact.At, fact.Actor));
            }

            return new Decided(
                size,
                [.. command.Facts.Select(fact => Encode(_stream, fact, command.Trace))],
                [.. command.Sides.Select(side =>
                    new StreamAppend(side.Stream, side.ExpectedVersion, [.. side.Facts.Select(fact => Encode(side.Stream, fact, command.Trace))]))],
                command.Record(_now),
                next);
        }
#pragma warning disable CA1031 // Whatever it is, it is the answer to this command.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            command.Void(fault);
            return new Decided(0, [], [], null, Next);
        }
    }

    private static NewActivity Encode(string stream, TimedFact fact, string? trace)
    {
        var encoded = FactCodec.Encode(stream, fact);
        return trace is null ? encoded : encoded with { Trace = trace };
    }

    private void Requeue(LinkedList<PendingCommand<TState>> waiting, Predicate<PendingCommand<TState>> again)
    {
        for (var i = _commands.Count - 1; i >= 0; i--)
        {
            if (again(_commands[i]))
            {
                waiting.AddFirst(_commands[i]);
            }
        }
    }

    private sealed record Decided(
        int Size, ImmutableArray<NewActivity> Facts, ImmutableArray<StreamAppend> Sides, RecordedCommand? Record, TState Next);
}
