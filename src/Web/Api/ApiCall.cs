using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Operations;
using Skiller.Web.Identity;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>
/// One call of the API: who asks, what they send, and how the cluster is asked. Reads give up with their client; an act goes on without it,
/// so that what was taken of an allowance is given back whatever happens.
/// </summary>
internal sealed partial class ApiCall(
    IHttpContextAccessor accessor, IGrainFactory grains, Identifiers identifiers, Outage outage, ClusterClock cluster, TimeProvider clock, ILogger<ApiCall> logger)
{
    // When the time of all looks is over, each that is still to come has this.
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);

    // All looks of a call have one time together.
    private readonly long _begun = clock.GetTimestamp();

    private Actor? _actor;
    private LimitedAct _taken;
    private bool _wasAsked;
    private bool _wasRepeated;
    private byte[] _body = [];
    private byte[]? _adopted;

    public HttpContext Http { get; } = accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    public CancellationToken Aborted => Http.RequestAborted;

    public Actor? Actor => _actor;

    public bool HasToken => Token is not null;

    /// <summary>Whether the token that was sent has not been looked up yet.</summary>
    public bool IsUnchecked => Token is not null && !_wasAsked;

    /// <summary>Whether something was done, or perhaps done, so that a fault of a look at it must not say that nothing was.</summary>
    public bool HasActed { get; private set; }

    /// <summary>When what a form asked for, and was refused, is worth trying again; null: nobody said.</summary>
    public TimeSpan? Wait { get; set; }

    private SessionToken? Token { get; set; }

    /// <summary>Reads the header; a call without a usable one is refused when it needs a member or has sent one.</summary>
    public void ReadToken(bool needsMember)
    {
        var header = Http.Request.Headers.Authorization;
        Token = header is [{ } single] ? SessionToken.FromHeader(single) : null;
        if (Token is null && (needsMember || header.Count > 0))
        {
            throw new RequestRefusedException(RefusalCode.Unauthorized);
        }
    }

    /// <summary>Reads the token of a page's reader from their cookie; one that cannot be a token is none.</summary>
    public void ReadCookie(Uri site) => Token = SessionCookie.Read(Http.Request, site);

    /// <summary>Goes on with a token that was given or that is dead (null): a visitor becomes a member, or the other way round.</summary>
    public void UseToken(SessionToken? token) => (Token, _actor) = (token, null);

    /// <summary>Takes what a form says as the body of the call, so that the same rules read it.</summary>
    public void Adopt(byte[] body) => _adopted = body;

    /// <summary>Who looks, null for a visitor. Looks the session up unless that was done.</summary>
    public async Task<Actor?> Viewer()
    {
        if (_actor is null && Token is not null)
        {
            _actor = await Admit(LimitedAct.None, null);
        }

        return _actor;
    }

    /// <summary>The member who asks for something of their own.</summary>
    public async Task<Actor> Member() => await Viewer() ?? throw new RequestRefusedException(RefusalCode.Unauthorized);

    /// <summary>The member who acts, with one taken from their allowance. A repetition of a recorded command takes none.</summary>
    public async Task<Actor> Acting(LimitedAct act, CommandId? command = null)
    {
        var actor = await Admit(act, command);
        _actor = actor;
        return actor;
    }

    /// <summary>The same for an act that sets a value, which a member without an allowance may repeat: then with the limit that was met.</summary>
    public async Task<(Actor Actor, Problem? Limit)> ActingPerhaps(LimitedAct act)
    {
        try
        {
            return (await Acting(act), null);
        }
        catch (RequestRefusedException refused) when (refused.Problem.Code == RefusalCode.RateLimited.Code())
        {
            return (await Acting(LimitedAct.Other), refused.Problem);
        }
    }

    public Task<RequestFields> Body() => ReadBody(mayBeEmpty: false);

    /// <summary>The body of a call all of whose fields may be absent: none at all stands for an empty one.</summary>
    public Task<RequestFields> BodyIfAny() => ReadBody(mayBeEmpty: true);

    /// <summary>The act's id by its Idempotency-Key, null without one. After <see cref="Body"/>, if there is one.</summary>
    public CommandId? Command() => IdempotencyKey.Read(Http.Request, Token?.Member, _body);

    /// <summary>The same for a body with a password in it.</summary>
    public CommandId? SecretCommand() => IdempotencyKey.Read(Http.Request, Token?.Member, _body, isSecret: true);

    /// <summary>Whether it was carried out before, so that it is answered and counts as nothing.</summary>
    public async Task<bool> IsKnown(CommandId? command) =>
        command is not null && await Safely(() => grains.Commands().IsKnown(command, CancellationToken.None));

    public Task<long> NewId() => Safely(() => identifiers.Next(CancellationToken.None));

    /// <summary>The session that the call belongs to, null for a visitor.</summary>
    public SessionToken? Session => Token;

    public string SessionHash => Token?.Hash ?? throw new RequestRefusedException(RefusalCode.Unauthorized);

    /// <summary>Asks; a fault is reported as unavailable.</summary>
    public async Task<T> Read<T>(Func<IGrainFactory, CancellationToken, Task<Result<T>>> ask)
        where T : class
    {
        var result = await Safely(() => ask(grains, Aborted));
        return result.Value ?? throw Refused(result.Refusal);
    }

    /// <summary>Asks what cannot be refused.</summary>
    public Task<T> Look<T>(Func<IGrainFactory, CancellationToken, Task<T>> ask) => Safely(() => ask(grains, Aborted));

    /// <summary>Looks for what may not be there.</summary>
    public Task<T?> Find<T>(Func<IGrainFactory, CancellationToken, Task<T?>> ask)
        where T : struct => Safely(() => ask(grains, Aborted));

    /// <summary>
    /// Acts; what can be repeated safely is repeated when its outcome is unknown (D6), and what was certainly not applied while an outage is short,
    /// within the time that all attempts have together.
    /// </summary>
    public async Task<T> Write<T>(bool repeatable, Func<IGrainFactory, Task<Result<T>>> act)
        where T : class
    {
        var repeating = new Repeating(clock, clock.GetTimestamp());
        var isPerhapsApplied = false;
        while (true)
        {
            try
            {
                // Of each attempt: one that was given up must not be carried out behind the one after it.
                var patience = repeatable ? repeating.Next : repeating.Left;
                ActDeadline.Set(cluster.Now, patience);
                var result = await act(grains).WaitAsync(patience, clock);
                HasActed = true;
                return result.Value ?? throw Refused(result.Refusal);
            }
            catch (Exception fault) when (Faults.IsFault(fault))
            {
                var isCertain = Faults.IsCertainlyNotApplied(fault);
                isPerhapsApplied |= !isCertain;
                var mayRepeat = isCertain ? outage.IsShort(fault) && (repeatable || !isPerhapsApplied) : repeatable;
                if (!mayRepeat || !await repeating.Again(fault))
                {
                    // An earlier attempt was perhaps applied, whatever the last one says of itself.
                    HasActed = isPerhapsApplied;
                    throw new RequestRefusedException(HasActed ? ProblemMapping.OutcomeUnknown : Faults.OfRead(fault));
                }

                LogRepeated(fault.GetType().Name, Http.Request.Method);
                RepeatMetrics.Repeated(isAct: true);
                _wasRepeated |= isPerhapsApplied;
            }
        }
    }

    /// <summary>
    /// Gives back what <see cref="Acting"/> took: the act changed nothing. After a repetition it was perhaps the first attempt that changed
    /// it, so then it stays taken.
    /// </summary>
    public async Task GiveBack()
    {
        if (_wasRepeated || _taken is LimitedAct.None or LimitedAct.Other || Token is not { } token)
        {
            return;
        }

        var act = _taken;
        _taken = LimitedAct.None;
        await Try(act.ToString(), () => grains.Account(token.Member).GiveBack(act, CancellationToken.None));
    }

    /// <summary>Gives back what was taken of the allowance of an address.</summary>
    public Task GiveBack(string source, SourceAct act) =>
        Try(act.ToString(), () => grains.Source(source).GiveBack(source, act, CancellationToken.None));

    private async Task<RequestFields> ReadBody(bool mayBeEmpty)
    {
        _body = _adopted ?? await RequestBody.Read(Http.Request, mayBeEmpty, Aborted);
        return RequestBody.Parse(_body);
    }

    private async Task Try(string act, Func<Task> giveBack)
    {
        try
        {
            await giveBack();
        }
        catch (Exception fault) when (Faults.IsFault(fault))
        {
            // The act's own answer matters more; what stays counted is forgotten with its window.
            LogNotGivenBack(fault.GetType().Name, act);
        }
    }

    private async Task<Actor> Admit(LimitedAct act, CommandId? command)
    {
        var token = Token ?? throw new RequestRefusedException(RefusalCode.Unauthorized);
        _wasAsked = true;
        var account = grains.Account(token.Member);
        var result = await Safely(() => account.Admit(new AdmissionRequest(token.Hash, act), CancellationToken.None));
        if (result.Refusal is { Code: RefusalCode.RateLimited or RefusalCode.Suspended } && await IsKnown(command))
        {
            // What was done is answered again, and nothing is done.
            result = await Safely(() => account.Admit(new AdmissionRequest(token.Hash, LimitedAct.None), CancellationToken.None));
            act = LimitedAct.None;
        }

        if (result.Value is { } actor)
        {
            _taken = act;
            return actor;
        }

        throw Refused(result.Refusal);
    }

    // Once something was done, a fault of a look at it must not be told as "certainly not applied".
    private async Task<T> Safely<T>(Func<Task<T>> ask)
    {
        // Looks go on side by side: each is repeated on its own, within the time of all.
        var repeating = new Repeating(clock, _begun);
        for (var isRepeated = false; ; isRepeated = true)
        {
            try
            {
                return await ask().WaitAsync(isRepeated ? repeating.Next : Patience(repeating), clock);
            }
            catch (Exception fault) when (Faults.IsFault(fault, Aborted))
            {
                if ((Faults.IsCertainlyNotApplied(fault) && !outage.IsShort(fault)) || !await repeating.Again(fault))
                {
                    throw new RequestRefusedException(HasActed ? ProblemMapping.OutcomeUnknown : Faults.OfRead(fault));
                }

                LogRepeated(fault.GetType().Name, Http.Request.Method);
                RepeatMetrics.Repeated(isAct: false);
            }
        }
    }

    // One look that hangs, of a grain whose silo is leaving, must not make the whole call hang as often as it looks (I16). Looks at what was done
    // wait as long as the cluster does.
    private TimeSpan Patience(Repeating repeating) => HasActed ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(Math.Max(repeating.Next.Ticks, _least.Ticks));

    private static RequestRefusedException Refused(Refusal? refusal) => new(refusal ?? Refusal.Of(RefusalCode.NotFound));
}
