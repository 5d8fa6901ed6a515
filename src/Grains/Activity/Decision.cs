using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;

namespace Skiller.Grains.Activity;

/// <summary>What a pure decision yields: a refusal, or an answer with the facts that make it true (none when it is true already).</summary>
/// <typeparam name="TReceipt">The answer.</typeparam>
internal sealed record Decision<TReceipt>
    where TReceipt : class
{
    private Decision()
    {
    }

    public Refusal? Refusal { get; private init; }

    public TReceipt? Receipt { get; private init; }

    /// <summary>Facts for the aggregate's own stream.</summary>
    public ImmutableArray<TimedFact> Facts { get; private init; } = [];

    /// <summary>Facts for other streams that come into being in the same append, each expected at a version (0: new).</summary>
    public ImmutableArray<SideStream> Sides { get; private init; } = [];

    public static implicit operator Decision<TReceipt>(Refusal refusal) => new() { Refusal = refusal };

    public static implicit operator Decision<TReceipt>(RefusalCode code) => new() { Refusal = Contracts.Refusal.Of(code) };

    /// <summary>It is so already.</summary>
    public static Decision<TReceipt> NoChange(TReceipt receipt) => new() { Receipt = receipt };

    /// <summary>It becomes so by one actor's facts at one time.</summary>
    public static Decision<TReceipt> Of(TReceipt receipt, DateTimeOffset now, MemberId? actor, params ReadOnlySpan<Fact> facts)
    {
        var timed = ImmutableArray.CreateBuilder<TimedFact>(facts.Length);
        foreach (var fact in facts)
        {
            timed.Add(new TimedFact(fact, now, actor));
        }

        return new() { Receipt = receipt, Facts = timed.MoveToImmutable() };
    }

    /// <summary>It becomes so by facts that have times of their own.</summary>
    public static Decision<TReceipt> Of(TReceipt receipt, ImmutableArray<TimedFact> facts) => new() { Receipt = receipt, Facts = facts };

    /// <summary>The same with facts for other streams.</summary>
    public Decision<TReceipt> With(params ImmutableArray<SideStream> sides) => this with { Sides = Sides.AddRange(sides) };
}

/// <summary>Facts for another stream in the same append.</summary>
internal sealed record SideStream(string Stream, long ExpectedVersion, ImmutableArray<TimedFact> Facts);

/// <summary>The state of an aggregate: an immutable value that facts move on. Pure.</summary>
/// <typeparam name="TSelf">The state itself.</typeparam>
internal interface IAggregateState<TSelf>
    where TSelf : class, IAggregateState<TSelf>
{
    /// <summary>The state before the first fact of a stream.</summary>
    static abstract TSelf Initial(string stream);

    /// <summary>The version of the last fact that was applied, 0 for none.</summary>
    long Version { get; }

    /// <summary>The next state; <see cref="Version"/> becomes that of the occurrence. Never throws on a fact that is in the log.</summary>
    TSelf Apply(Fact fact, Occurrence occurrence);
}
