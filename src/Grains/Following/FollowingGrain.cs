using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Grains.Activity;
using Skiller.Grains.Skills;

namespace Skiller.Grains.Following;

/// <summary>What one member follows, mutes and blocks.</summary>
[GrainType("skiller.following")]
internal sealed class FollowingGrain(AggregateServices services, UsedSkills skills) : AggregateGrain<FollowingState>(services, FollowingSnapshot.Format), IFollowingGrain
{
    private delegate Decision<Done> Decide(FollowingState state, ChooseSource command, SourceFinding finding, DateTimeOffset now);

    public Task<Result<Done>> Follow(ChooseSource command, CancellationToken ct) => Choose(command, FollowingSource.Decide, ct);

    public Task<Result<Done>> Unfollow(ChooseSource command, CancellationToken ct) => Choose(command, UnfollowingSource.Decide, ct);

    public Task<Result<Done>> Mute(ChooseSource command, CancellationToken ct) => Choose(command, MutingSource.Decide, ct);

    public Task<Result<Done>> Unmute(ChooseSource command, CancellationToken ct) => Choose(command, UnmutingSource.Decide, ct);

    public Task<Result<Done>> Block(ChooseSource command, CancellationToken ct) => Choose(command, BlockingMember.Decide, ct);

    public Task<Result<Done>> Unblock(ChooseSource command, CancellationToken ct) => Choose(command, UnblockingMember.Decide, ct);

    public async Task<SourceChoice> Look(Source source, CancellationToken ct)
    {
        // Only a question is followed by taking part, and only where nothing was said of it.
        var finding = State.Followed.ContainsKey(source) || source.Question is null ? SourceFinding.There : await Find(source, ct);
        return new SourceChoice(State.Follows(source, finding.PartTaken), State.Muted.ContainsKey(source), State.Blocked.ContainsKey(source));
    }

    public Task<SilencedSources> Silenced(CancellationToken ct) => Task.FromResult(
        new SilencedSources([.. State.Muted.Keys.Order()], [.. State.Blocked.Keys.Select(static source => source.Member!.Value).Order()]));

    public Task<Result<Page<BlockedMember>>> Blocked(PageRequest page, CancellationToken ct) => Task.FromResult(BlockedMembers.Page(State, page));

    private Task<Result<Done>> Choose(ChooseSource command, Decide decide, CancellationToken ct) => Handle(
        null,
        null,
        stop => Find(command.Source, stop),
        (state, finding, now) => decide(state, command, finding, now),
        ct);

    private async Task<SourceFinding> Find(Source source, CancellationToken ct)
    {
        if (source.Question is { } question)
        {
            var (part, refusal) = await GrainFactory.Question(question).PartTaken(State.Member, ct);
            return new SourceFinding(refusal?.Code, part?.At);
        }

        if (source.Skill is { } skill)
        {
            return IsKnown(source) || await skills.Has(skill, ct) ? SourceFinding.There : SourceFinding.Missing;
        }

        return source.Member is { } member && (IsKnown(source) || (await GrainFactory.Member(member).View(ct)).Refusal is null)
            ? SourceFinding.There
            : SourceFinding.Missing;
    }

    // What was there when it was chosen is there still, as far as skills and members go.
    private bool IsKnown(Source source) =>
        State.Followed.ContainsKey(source) || State.Muted.ContainsKey(source) || State.Blocked.ContainsKey(source);
}
