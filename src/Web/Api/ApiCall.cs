using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Web.Identity;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>
/// One call of the API: who asks, what they send, and how the cluster is asked. Reads give up with their client; an act goes on without it,
/// so that what was taken of an allowance is given back whatever happens.
/// </summary>
internal sealed partial class ApiCall(IHttpContextAccessor accessor, IGrainFactory grains, Identifiers identifiers, ILogger<ApiCall> logger)
{
    private Actor? _actor;
    private LimitedAct _taken;
    private bool _wasAsked;
    private bool _hasActed;
    private byte[] _body = [];

    public HttpContext Http { get; } = accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    public CancellationToken Aborted => Http.RequestAborted;

    public Actor? Actor => _actor;

    public bool HasToken => Token is not null;

    /// <summary>Whether the token that was sent has not been looked up yet.</summary>
    public bool IsUnchecked => Token is not null && !_wasAsked;

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

    public async Task<RequestFields> Body()
    {
        _body = await RequestBody.Read(Http.Request, Aborted);
        return RequestBody.Parse(_body);
    }

    /// <summary>The act's id by its Idempotency-Key, null without one. After <see cref="Body"/>, if there is one.</summary>
    public CommandId? Command() => IdempotencyKey.Read(Http.Request, Token?.Member, _body);

    public Task<long> NewId() => Safely(() => identifiers.Next(CancellationToken.None));

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

    /// <summary>Acts; what can be repeated safely is repeated once when its outcome is unknown (D6).</summary>
    public async Task<T> Write<T>(bool repeatable, Func<IGrainFactory, Task<Result<T>>> act)
        where T : class
    {
        Result<T> result;
        try
        {
            result = await act(grains);
        }
        catch (Exception fault) when (repeatable && Faults.IsFault(fault) && !Faults.IsCertainlyNotApplied(fault))
        {
            LogRepeated(fault.GetType().Name, Http.Request.Method);
            result = await Last(act);
        }
        catch (Exception fault) when (Faults.IsFault(fault))
        {
            throw new RequestRefusedException(Faults.OfWrite(fault));
        }

        _hasActed = true;
        return result.Value ?? throw Refused(result.Refusal);
    }

    /// <summary>Gives back what <see cref="Acting"/> took: the act changed nothing.</summary>
    public async Task GiveBack()
    {
        if (_taken is LimitedAct.None or LimitedAct.Other || Token is not { } token)
        {
            return;
        }

        var act = _taken;
        _taken = LimitedAct.None;
        await Try(act.ToString(), () => grains.Account(token.Member).GiveBack(act, CancellationToken.None));
    }

    /// <summary>Gives back what was taken of the allowance of an address.</summary>
    public Task GiveBack(string source, SourceAct act) =>
        Try(act.ToString(), () => grains.Source(source).GiveBack(act, CancellationToken.None));

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
        if (result.Refusal is { Code: RefusalCode.RateLimited } && command is not null
            && await Safely(() => grains.Commands().IsKnown(command, CancellationToken.None)))
        {
            result = await Safely(() => account.Admit(new AdmissionRequest(token.Hash, LimitedAct.Other), CancellationToken.None));
            act = LimitedAct.Other;
        }

        if (result.Value is { } actor)
        {
            _taken = act;
            return actor;
        }

        throw Refused(result.Refusal);
    }

    private async Task<Result<T>> Last<T>(Func<IGrainFactory, Task<Result<T>>> act)
        where T : class
    {
        try
        {
            return await act(grains);
        }
        catch (Exception fault) when (Faults.IsFault(fault))
        {
            // The first attempt was perhaps applied, whatever the second one says of itself.
            throw new RequestRefusedException(ProblemMapping.OutcomeUnknown);
        }
    }

    // Once something was done, a fault of a look at it must not be told as "certainly not applied".
    private async Task<T> Safely<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception fault) when (Faults.IsFault(fault))
        {
            throw new RequestRefusedException(_hasActed ? ProblemMapping.OutcomeUnknown : Faults.OfRead(fault));
        }
    }

    private static RequestRefusedException Refused(Refusal? refusal) => new(refusal ?? Refusal.Of(RefusalCode.NotFound));
}
