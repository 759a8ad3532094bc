namespace Ics2.Rehearsal.Running;

/// <summary>A scope with hooks before and after it: the whole run, or one feature.</summary>
internal sealed class HookedScope
{
    private readonly RunOptions options;
    private readonly Lazy<Task<string?>> opening;
    private readonly Lazy<Task<string?>> closing;

    public HookedScope(ObjectScope? parent, RunOptions options, IReadOnlyList<HookBinding> before, IReadOnlyList<HookBinding> after)
    {
        this.options = options;
        Scope = new ObjectScope(parent);
        opening = new(() => RunAsync(before, stopAtFault: true));
        closing = new(() => EndAsync(after));
    }

    public ObjectScope Scope { get; }

    /// <summary>Runs the hooks before, once, whoever comes first; says what went wrong with them to everyone who comes.</summary>
    public Task<string?> OpenAsync() => opening.Value;

    /// <summary>Runs the hooks after, once, if those before were begun, and ends the objects; says what went wrong.</summary>
    public Task<string?> CloseAsync() => closing.Value;

    private async Task<string?> EndAsync(IReadOnlyList<HookBinding> after)
    {
        string? fault = null;
        if (opening.IsValueCreated)
        {
            await opening.Value;
            fault = await RunAsync(after, stopAtFault: false);
        }

        var disposal = await Bounded.RunAsync(() => Scope.DisposeAsync().AsTask(), options, options.SetUpTimeLimit);
        return fault ?? (disposal is null ? null : Bounded.Describe(disposal));
    }

    private async Task<string?> RunAsync(IReadOnlyList<HookBinding> hooks, bool stopAtFault)
    {
        string? first = null;
        foreach (var hook in hooks)
        {
            if (await Bounded.RunAsync(() => hook.RunAsync(Scope), options, options.SetUpTimeLimit) is { } thrown)
            {
                first ??= $"[{hook.Kind}] {hook.Name}: {Bounded.Describe(thrown)}";
                if (stopAtFault)
                {
                    break;
                }
            }
        }

        return first;
    }
}
