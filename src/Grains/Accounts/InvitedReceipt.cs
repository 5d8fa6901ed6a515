namespace Skiller.Grains.Accounts;

/// <summary>What is kept of the answer to a making out of an invitation: the code is derived again.</summary>
internal sealed record InvitedReceipt(string Invitation, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
