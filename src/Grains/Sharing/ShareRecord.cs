using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Sharing;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Sharing;

/// <summary>What became of one link.</summary>
internal sealed record ShareRecord : IAggregateState<ShareRecord>
{
    private ShareRecord()
    {
    }

    public long Version { get; private init; }

    /// <summary>Whose recognition it shows, null: there is no such link.</summary>
    public MemberId? Member { get; private init; }

    public bool IsRevoked { get; private init; }

    public static ShareRecord Initial(string stream) => new();

    public ShareRecord Apply(Fact fact, Occurrence occurrence) => Next(fact) with { Version = occurrence.Version };

    /// <summary>What it shows to whoever has it.</summary>
    public Result<ShareView> View() => this switch
    {
        { Member: null } => RefusalCode.NotFound,
        { IsRevoked: true } => RefusalCode.ShareRevoked,
        { Member: { } member } => new ShareView(member),
    };

    private ShareRecord Next(Fact fact) => fact switch
    {
        ShareOpened opened => this with { Member = opened.Member },
        ShareClosed => this with { IsRevoked = true },
        _ => this,
    };
}
