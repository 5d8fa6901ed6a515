using System.Collections.Immutable;

namespace Skiller.Grains.Activity;

/// <summary>Commands that are decided one on the other and appended together.</summary>
/// <typeparam name="TState">The aggregate's state.</typeparam>
internal sealed class CommandBatch<TState>
    where TState : class, IAggregateState<TState>
{
    private readonly string _stream;
    private readonly long _expected;
    private readonly DateTimeOffset _now;
    private readonly List<PendingCommand<TState>> _commands = [];
    private readonly List<TimedFact> _facts = [];
    private readonly Dictionary<string, SideStream> _sides = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private int _size;

    private CommandBatch(TState state, string stream, DateTimeOffset now) => (Next, _stream, _expected, _now) = (state, stream, state.Version, now);

    /// <summary>The state once the batch is durable.</summary>
    public TState Next { get; private set; }

    public IReadOnlyList<PendingCommand<TState>> Commands => _commands;

    /// <summary>Whether there is nothing to append.</summary>
    public bool IsEmpty => _facts.Count == 0 && _sides.Count == 0;

    /// <summary>Takes as many waiting commands as go into one append and decides them, each on what the ones before it made.</summary>
    public static CommandBatch<TState> Take(LinkedList<PendingCommand<TState>> waiting, TState state, string stream, DateTimeOffset now)
    {
        var batch = new CommandBatch<TState>(state, stream, now);
        while (waiting.First is { Value: var command } && batch.TryAdd(command))
        {
            waiting.RemoveFirst();
        }

        return batch;
    }

    public AppendRequest ToRequest()
    {
        var streams = ImmutableArray.CreateBuilder<StreamAppend>(_sides.Count + 1);
        if (_facts.Count > 0)
        {
            streams.Add(new StreamAppend(_stream, _expected, [.. _facts.Select(fact => FactCodec.Encode(_stream, fact))]));
        }

        foreach (var side in _sides.Values)
        {
            streams.Add(new StreamAppend(side.Stream, side.ExpectedVersion, [.. side.Facts.Select(fact => FactCodec.Encode(side.Stream, fact))]));
        }

        return new AppendRequest(streams.ToImmutable(), [.. _commands.Select(c => c.Record(_now)).OfType<RecordedCommand>()]);
    }

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
        command.Decide(Next, _now);
        var size = command.Facts.Length + command.Sides.Sum(side => side.Facts.Length);
        if (size > AppendRequest.MaxFacts)
        {
            throw new InvalidOperationException($"A command of {_stream} decided {size} facts; {AppendRequest.MaxFacts} go into one append.");
        }

        var isKnown = command.Id is { } id && _keys.Contains(id.Key);
        if (_commands.Count > 0 && (isKnown || _size + size > AppendRequest.MaxFacts || command.Sides.Any(side => _sides.ContainsKey(side.Stream))))
        {
            return false;
        }

        _commands.Add(command);
        _size += size;
        if (command.Id is { } key)
        {
            _keys.Add(key.Key);
        }

        foreach (var side in command.Sides)
        {
            _sides.Add(side.Stream, side);
        }

        foreach (var fact in command.Facts)
        {
            _facts.Add(fact);
            Next = Next.Apply(fact.Fact, new Occurrence(_stream, Next.Version + 1, fact.At, fact.Actor));
        }

        return true;
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
}
