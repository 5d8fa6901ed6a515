namespace Skiller.Grains.Activity;

/// <summary>
/// The append-only activity log: the one place where what happens is written. An append is whole or not at all; positions become visible in
/// their order, so a reader that asks for what is beyond its last position misses nothing.
/// </summary>
internal interface IActivityLog
{
    /// <summary>
    /// Appends to one or several streams atomically, together with the records of the commands. Shares a transaction with whatever else the
    /// silo appends at that moment; waits while the inbox is full.
    /// </summary>
    /// <param name="request">At most <see cref="AppendRequest.MaxFacts"/> facts, each stream once.</param>
    /// <param name="ct">Gives up before the append is handed over; not afterwards.</param>
    /// <exception cref="Contracts.UnavailableException">Certainly not appended.</exception>
    /// <exception cref="Contracts.OutcomeUnknownException">Perhaps appended: read the stream and look the commands up.</exception>
    Task<AppendOutcome> Append(AppendRequest request, CancellationToken ct);

    /// <summary>
    /// A stream beyond a version, in the order of versions, in bounded pages. What this process appended before with an unknown outcome is in it or
    /// never will be.
    /// </summary>
    IAsyncEnumerable<RecordedActivity> ReadStream(string stream, long afterVersion, CancellationToken ct);

    /// <summary>Single facts of a stream, in the order of versions; those that are not there are left out.</summary>
    Task<IReadOnlyList<RecordedActivity>> ReadVersions(string stream, IReadOnlyCollection<long> versions, CancellationToken ct);

    /// <summary>What concerns a target beyond a position, in the order of (position, ordinal), at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<TargetedActivity>> ReadTarget(string target, long afterPosition, int limit, CancellationToken ct);

    /// <summary>
    /// What concerns any target of a partition beyond a token, in the order of (position, ordinal), at most <paramref name="limit"/>; with
    /// the position of each target's fact before it.
    /// </summary>
    Task<IReadOnlyList<TargetedActivity>> ReadPartition(int partition, ActivityToken after, int limit, CancellationToken ct);

    /// <summary>Everything beyond a position, in the order of positions, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<RecordedActivity>> ReadAll(long afterPosition, int limit, CancellationToken ct);

    /// <summary>The last facts of some kinds that an actor caused since a time, newest first; for allowances.</summary>
    /// <param name="actor">Who acted.</param>
    /// <param name="most">Kinds, and how many of each at most. Nothing else that the actor did is read.</param>
    /// <param name="since">From when on.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<IReadOnlyList<RecordedActivity>> ReadActor(
        long actor, IReadOnlyDictionary<string, int> most, DateTimeOffset since, CancellationToken ct);

    /// <summary>The records of those commands that were appended and have not expired.</summary>
    Task<IReadOnlyList<RecordedCommand>> FindCommands(IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>The record of a command that was appended and has not expired, or null.</summary>
    async Task<RecordedCommand?> FindCommand(string key, CancellationToken ct) => (await FindCommands([key], ct)) is [var found] ? found : null;

    /// <summary>The highest position, 0 for an empty log.</summary>
    Task<long> Head(CancellationToken ct);
}

/// <summary>Knows whether facts are being recorded.</summary>
internal interface IWritableLog
{
    /// <summary>
    /// Whether the last append went well. After one that did not, or when none was made for five seconds, tries to write something that concerns
    /// nobody, so that it is known without an act. Costs nothing while others append.
    /// </summary>
    Task<bool> IsWritable(CancellationToken ct);
}

/// <summary>Rings when something was committed, by this process at once, by another one as soon as its notification or the slow poll tells.</summary>
internal interface ICommitSignal
{
    /// <summary>The highest position that this process knows to be committed.</summary>
    long Known { get; }

    /// <summary>Waits until <see cref="Known"/> is beyond a position, or the time is over.</summary>
    /// <param name="position">What the caller has seen.</param>
    /// <param name="atMost">How long to wait.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Whether there is something beyond.</returns>
    Task<bool> WaitBeyond(long position, TimeSpan atMost, CancellationToken ct);
}

/// <summary>Where the stream provider has got to in each partition. Behind the effects, never before them.</summary>
internal interface ICheckpoints
{
    /// <summary>The token after which a partition is to be read.</summary>
    Task<ActivityToken> Read(int partition, CancellationToken ct);

    /// <summary>Moves a partition's checkpoint forward; an older token changes nothing.</summary>
    Task Write(int partition, ActivityToken token, CancellationToken ct);
}

/// <summary>Events that a consumer could not fold, with the reason. Unique by (target, position).</summary>
internal interface IDeadLetters
{
    /// <summary>Records that a consumer stands before an event that it cannot fold.</summary>
    Task Add(DeadLetter letter, CancellationToken ct);

    /// <summary>Removes the letters of a consumer that has folded up to a position after all.</summary>
    Task Resolve(string target, long upTo, CancellationToken ct);

    /// <summary>The consumers that have open letters, in their order, at most <paramref name="limit"/> after one.</summary>
    Task<IReadOnlyList<string>> Targets(string after, int limit, CancellationToken ct);

    /// <summary>Lets its consumer pass over a fact for good, and removes the letter.</summary>
    Task Drop(DeadLetter letter, string reason, CancellationToken ct);

    /// <summary>Whether a consumer may pass over the fact at a position.</summary>
    Task<bool> IsDropped(string target, long position, CancellationToken ct);

    /// <summary>The letters that are open, oldest first.</summary>
    Task<IReadOnlyList<DeadLetter>> List(int limit, CancellationToken ct);
}

/// <summary>An event that a consumer could not fold.</summary>
internal sealed record DeadLetter(string Target, long Position, string Reason, int Attempts, DateTimeOffset At);

/// <summary>Numbers for members, questions, answers and comments: one sequence of the database, drawn in blocks.</summary>
internal interface IIdentifiers
{
    /// <summary>Draws a block of <see cref="BlockSize"/> numbers; returns the first.</summary>
    Task<long> TakeBlock(CancellationToken ct);

    /// <summary>Numbers in a block.</summary>
    const int BlockSize = 50;
}

/// <summary>Random secrets that all nodes of a cluster share, made at the first need and kept beside the log. 32 bytes each.</summary>
internal interface ISecrets
{
    /// <summary>The secret of a purpose: <c>invitation-codes</c>, <c>addresses</c>, <c>body-fingerprints</c>, <c>operations</c>.</summary>
    Task<byte[]> Get(string purpose, CancellationToken ct);
}
