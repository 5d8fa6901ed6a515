namespace Skiller.Grains.Accounts;

/// <summary>What is kept of the answer to a making of a link: the token is derived again.</summary>
internal sealed record SharedReceipt(string Share, DateTimeOffset CreatedAt);
