using Skiller.Contracts.Members;

namespace Skiller.Grains.Invitations;

/// <summary>What is kept of the answer to a joining: no names.</summary>
internal sealed record JoinedReceipt(MemberId Member, DateTimeOffset At);
