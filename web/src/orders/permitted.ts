// What I may do with an order now, and why not where a person would look for a button.
import type { Account, Order } from '@/api/types';
import { has_right } from '@/session/roles';

export type Deed = 'accept' | 'submit' | 'review';
export type WhyNot = 'own_work' | 'needs_lead' | 'others_order' | 'wrong_post' | 'waiting_review' | 'waiting_handler' | 'waiting_accept' | 'is_closed';
export type Permitted = { deed: Deed } | { deed: null; why: WhyNot };

export function permitted(order: Order, me: Account): Permitted {
  const no = (why: WhyNot): Permitted => ({ deed: null, why });
  switch (order.state) {
    case 'issued':
      if (!has_right(me.role, 'work')) return no('waiting_accept');
      if (me.posts.includes(order.post) || (order.escalated_to !== null && me.posts.includes(order.escalated_to))) return { deed: 'accept' };
      return no('wrong_post');
    case 'accepted':
    case 'rejected':
      return order.handler === me.login ? { deed: 'submit' } : no('others_order');
    case 'submitted':
      if (order.handler === me.login) return no(has_right(me.role, 'approve') ? 'own_work' : 'waiting_review');
      return has_right(me.role, 'approve') ? { deed: 'review' } : no('needs_lead');
    case 'approved':
    case 'closed':
    case 'withdrawn':
      return no('is_closed');
  }
}
