using System.Collections.Immutable;
using Skiller.Contracts.Questions;

namespace Skiller.Grains.Notifications;

/// <summary>The rows that the inbox projection keeps. Derived from the log: they can be dropped and folded again.</summary>
internal interface IInboxStore
{
    /// <summary>The mark of a shard, 0 when nothing was written.</summary>
    Task<long> LoadMark(string shard, CancellationToken ct);

    /// <summary>Those of some questions of which it is known who wrote them.</summary>
    Task<ImmutableHashSet<QuestionId>> Known(IReadOnlyCollection<QuestionId> questions, CancellationToken ct);

    /// <summary>
    /// Writes changes, in their order, and the mark together, if the stored mark still is the one that was loaded. Followers are told by one
    /// statement, however many they are.
    /// </summary>
    /// <returns>False: another activation wrote; nothing was written.</returns>
    Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<InboxChange> changes, CancellationToken ct);
}
